import { spawnSync } from 'node:child_process';

/** `npm run generate`: runs every tool that writes documents, with the given arguments; fails when one fails. */
const generators = [
  'tools/event-catalogue/src/main.ts',
  'tools/promises/src/main.ts',
  'tools/observability/src/main.ts',
  'tools/telemetry-catalogue/src/main.ts',
];

const results = generators.map((generator) =>
  spawnSync(
    process.execPath,
    ['--import', 'tsx', '--conditions=@pizzeria/source', generator, ...process.argv.slice(2)],
    { stdio: 'inherit' },
  ),
);
process.exitCode = Math.max(...results.map(({ status }) => status ?? 1));
