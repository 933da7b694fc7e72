import { parseArgs } from 'node:util';
import { startBroker } from '@pizzeria/bus-rabbitmq/testing';
import { rabbitMqHome, suiteOf } from './brokers/rabbitmq-home';
import { runStep, summary, type Step, type StepResult } from './steps';

/**
 * `npm run test:brokers [-- --versions 4.0,4.3 FILE…]`: the suites that concern the broker, or those of these files,
 * on each of these versions of RabbitMQ, which are fetched into the user's cache.
 */
const suites = [
  'libs/bus-rabbitmq',
  'tools/broker-definitions',
  'tools/topology',
  'tools/local/src/prepare',
  'tools/promises',
  'apps/pizzeria',
];

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: { versions: { type: 'string', default: Object.keys(suiteOf).join(',') } },
    allowPositionals: true,
  });
  const results: StepResult[] = [];
  for (const version of values.versions.split(',')) results.push(...(await testOn(version.trim(), positionals)));
  process.stdout.write(`\n${summary(results)}\n`);
  return results.every(({ passed }) => passed) ? 0 : 1;
}

async function testOn(version: string, files: readonly string[]): Promise<readonly StepResult[]> {
  const say = (line: string) => void process.stdout.write(`${line}\n`);
  const home = await rabbitMqHome(version, { env: process.env, say });
  process.env['PIZZERIA_RABBITMQ_HOME'] = home.folder;
  const broker = await startBroker();
  const env = {
    ...process.env,
    TEST_RABBITMQ_URL: broker.url,
    TEST_RABBITMQ_CTL: JSON.stringify(broker.ctlCommand),
  };
  try {
    const results: StepResult[] = [];
    for (const [kind, more] of [
      ['', {}],
      ['long ', { TEST_LONG: '1' }],
    ] as const) {
      const args = [
        '--no-install',
        'jest',
        '--max-workers',
        '1',
        '--passWithNoTests',
        ...(files.length > 0 ? files : suites),
      ];
      const step: Step = { name: `${kind}tests on RabbitMQ ${home.version}`, command: 'npx', args };
      results.push(await runStep(step, { ...env, ...more }));
    }
    return results;
  } finally {
    await broker.stop();
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
