import { readArgs, usage, UsageError } from './args';
import { TimeIsUp } from './http/client';
import { tokensFrom } from './http/tokens';
import { UnexpectedAnswer } from './people/answers';
import { NobodyThere } from './read-plans';
import { simulate } from './simulate';

const main = async (): Promise<number> => {
  const options = readArgs(process.argv.slice(2));
  if (options === 'help') {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  const dataDir = process.env['DATA_DIR'] ?? '.pizzeria';
  const tokens = await tokensFrom({
    file: options.tokensFile,
    keyFile: options.keyFile,
    environment: process.env,
    dataDir,
  });
  return (await simulate(options, { tokens, screen: process.stdout, dataDir })) ? 0 : 1;
};

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    if (error instanceof UsageError) {
      process.stderr.write(`${error.message}\nnpm run simulate -- --help shows what can be said.\n`);
      process.exit(2);
    }
    const known = error instanceof UnexpectedAnswer || error instanceof TimeIsUp || error instanceof NobodyThere;
    process.stderr.write(
      `The simulation stopped: ${known ? error.message : ((error as Error).stack ?? String(error))}\n`,
    );
    process.exit(1);
  },
);
