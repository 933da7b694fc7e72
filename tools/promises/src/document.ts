import { differences, runsOn, type PromiseTest } from './promise-test';
import { notGuaranteed } from './not-guaranteed';
import { promises, type PromiseRow } from './table';
import type { BrokerVersion } from './versions';
import { busNames, type BusName } from './world/place';

export const documentPath = 'docs/GUARANTEES.md';

/** The spec file that runs tests of this speed on this bus. */
export const specOf = (bus: BusName, speed: PromiseTest['speed']): string =>
  `tools/promises/src/${bus === 'RabbitMQ' ? 'rabbitmq' : 'in-memory'}.${speed === 'slow' ? 'long' : 'int'}.spec.ts`;

/** docs/GUARANTEES.md. */
export const guarantees = (tests: readonly PromiseTest[], versions: readonly BrokerVersion[]): string =>
  `${[
    '<!-- Written by `npm run generate` from tools/promises. Change it there. -->',
    '# What is guaranteed',
    introduction,
    '## How it is proven',
    proof,
    ran(versions),
    '## Guarantees',
    ...promises.map((row) => section(row, tests)),
    '## Where the buses differ',
    differences.map(({ bus, what }) => `- **Only on ${bus}**: ${what}`).join('\n'),
    '## What is not guaranteed',
    notGuaranteed.map(({ what, instead }) => `- **${what}** ${instead}`).join('\n'),
  ].join('\n\n')}\n`;

const introduction =
  'A message that the bus has confirmed is stored: on RabbitMQ in a quorum queue, on the bus in memory in its journal. ' +
  'No row below loses a message. Effects in a service’s own database happen exactly once per message; ' +
  'a remote call happens at most once.';

const proof =
  'Each guarantee has tests that break something and then look into the databases. They run on both buses by the same code: ' +
  'a publishing and a handling service as processes of their own, each with a database and a role of its own, ' +
  'on RabbitMQ each as a broker user that may do no more than its definition says. ' +
  'Broker and databases are reached through TCP proxies that refuse, cut, swallow and slow. ' +
  'Quick tests are part of `npm test`; slow ones restart and starve a broker that they start themselves, in `npm run test:long`. ' +
  'A test is named after its guarantee, with what is tried in brackets: the lines under each guarantee say that, and link to the files. ' +
  'A guarantee without a test on each bus fails `tools/promises/src/table.spec.ts`.';

const ran = (versions: readonly BrokerVersion[]): string => {
  const head = ['RabbitMQ', 'Erlang', 'all of it passed on'];
  const cells = versions.map(({ version, erlang, ranOn }) => [version, erlang, ranOn]);
  const line = (row: readonly string[]) =>
    `| ${head.map((title, column) => (row[column] ?? '').padEnd(title.length)).join(' | ')} |`;
  return [line(head), line(head.map((title) => '-'.repeat(title.length))), ...cells.map(line)].join('\n');
};

const section = (row: PromiseRow, tests: readonly PromiseTest[]): string =>
  [
    `### ${row.situation}`,
    `${upperFirst(row.happens)}.`,
    [
      ...tests.filter(({ promise }) => promise === row.id).map(testLine),
      ...(row.elsewhere ?? []).map(
        ({ bus, file, test }) =>
          `- ${bus === 'both' ? 'Both buses' : `Only ${bus}`}, in [${file}](../${file}): “${test} …”`,
      ),
    ].join('\n'),
  ].join('\n\n');

const testLine = (test: PromiseTest): string => {
  const files = busNames.filter((bus) => runsOn(test, bus)).map((bus) => `[${bus}](../${specOf(bus, test.speed)})`);
  return `- ${upperFirst(test.detail)}${test.speed === 'slow' ? ' (slow)' : ''}: ${files.join(', ')}`;
};

const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
