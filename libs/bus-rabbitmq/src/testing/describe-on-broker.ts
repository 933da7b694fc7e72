import { spawnSync } from 'node:child_process';
import { rabbitProgram } from './broker-files';

const skipped = (name: string, why: string, tests: () => void): void => {
  process.stderr.write(`!!! NOT TESTED: ${name}: ${why} !!!\n`);
  describe.skip(name, tests);
};

/** A group of tests that need a broker; left out, loudly, where TEST_WITHOUT_BROKER=1 says that there is none. */
export const describeOnBroker = (name: string, tests: () => void): void => {
  if (process.env['TEST_WITHOUT_BROKER'] === '1') return skipped(name, 'there is no RabbitMQ', tests);
  describe(name, tests);
};

/** A group of tests that start brokers of their own; left out, loudly, where no `rabbitmq-server` is installed. */
export const describeOnOwnBroker = (name: string, tests: () => void): void => {
  const { error } = spawnSync(rabbitProgram('rabbitmqctl'), ['version'], { stdio: 'ignore' });
  if (error) return skipped(name, 'no rabbitmq-server is installed', tests);
  describe(name, tests);
};
