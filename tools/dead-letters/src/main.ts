import { userInfo } from 'node:os';
import { readArgs, usage, UsageError } from './args';
import { client, CommandFailed } from './client';
import { carryOut } from './commands';
import { tokenFrom } from './token';

const main = async (): Promise<number> => {
  const command = readArgs(process.argv.slice(2));
  if (command === 'help') {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  const token = await tokenFrom(command.token, {
    keyFile: command.keyFile,
    environment: process.env,
    person: `${userInfo().username} (command)`,
  });
  const done = await carryOut(command, client(command.addresses, token), {
    result: (text) => void process.stdout.write(text),
    aside: (text) => void process.stderr.write(text),
  });
  return done ? 0 : 1;
};

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const known = error instanceof UsageError || error instanceof CommandFailed;
    process.stderr.write(`${known ? error.message : ((error as Error).stack ?? String(error))}\n`);
    if (error instanceof UsageError) process.stderr.write('npm run dead-letters -- --help shows what can be said.\n');
    process.exitCode = error instanceof UsageError ? 2 : 1;
  },
);
