import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Runs `rabbitmqctl` with these arguments and answers what it printed; throws with what it said when it fails. */
export type RabbitMqCtl = (...args: string[]) => Promise<string>;

/** A broker's `rabbitmqctl` from a command and its first arguments. */
export const ctlOf =
  ([command = 'rabbitmqctl', ...first]: readonly string[]): RabbitMqCtl =>
  async (...args) => {
    // Erlang does not start without a home.
    const env = { HOME: tmpdir(), ...process.env };
    return (await run(command, [...first, '--quiet', ...args], { env })).stdout;
  };

/** `rabbitmqctl` of the tests' broker: TEST_RABBITMQ_CTL (a command as a JSON list), else the machine's own. */
export const testCtl: RabbitMqCtl = (...args) =>
  ctlOf(JSON.parse(process.env['TEST_RABBITMQ_CTL'] ?? '[]') as string[])(...args);
