import { join } from 'node:path';
import { mutations } from './mutations/mutations';
import { inWords, tryMutations } from './mutations/try-mutations';
import { stoppingAll } from './stop-list';
import { testEnvironment } from './test-environment';

/**
 * `npm run test:mutations [-- words]`: breaks a copy of the source in one way after another and tells by which test
 * each is caught; only those whose name holds the words, when some are given. Ends with 1 when one survives.
 */
const words = process.argv.slice(2).join(' ');

async function main(): Promise<number> {
  return stoppingAll(async (stops) => {
    const environment = await testEnvironment(stops);
    const tried = await tryMutations(
      mutations.filter(({ name }) => name.includes(words)),
      {
        root: join(__dirname, '../../..'),
        env: environment.env,
        say: (line) => process.stdout.write(`${line}\n`),
      },
    );
    const survived = tried.filter(({ caughtBy }) => caughtBy.length === 0);
    process.stdout.write(`${tried.length} mutations, ${tried.length - survived.length} caught.\n`);
    for (const one of survived) process.stdout.write(`${inWords(one)}\n`);
    return survived.length === 0 && tried.length > 0 ? 0 : 1;
  });
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
