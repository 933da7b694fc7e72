import { readArgs, usage, UsageError } from './args';
import { runChaos } from './run-chaos';

const main = async (): Promise<number> => {
  const options = readArgs(process.argv.slice(2));
  const print = (line: string) => void process.stdout.write(`${line}\n`);
  if (options === 'help') {
    print(usage);
    return 0;
  }
  return (await runChaos(options, print)) ? 0 : 1;
};

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    const known = error instanceof UsageError;
    process.stderr.write(`${error instanceof Error ? (known ? error.message : error.stack) : String(error)}\n`);
    if (known) process.stderr.write('npm run chaos -- --help shows what can be said.\n');
    process.exit(known ? 2 : 1);
  },
);
