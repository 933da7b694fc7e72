import { chmodSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readConfig, StartError, workSettings, type Environment } from '@pizzeria/service';
import { openSecrets } from './secrets';
import { shopDefinitions, userNames } from './shop';

const usage = 'npm run broker-definitions -- --secrets FILE --out FILE [--vhost pizzeria]';
const prefix = 'pizzeria';

export interface DefinitionsCommand {
  readonly args: readonly string[];
  readonly environment: Environment;
  /** Prints a line. */
  say(line: string): void;
}

/**
 * Writes the broker's definitions, readable by their owner alone, with passwords from the secrets file, which is
 * made when it is not there. Throws `StartError` or `ConfigError` with a message for the operator.
 */
export const runBrokerDefinitions = ({ args, environment, say }: DefinitionsCommand): void => {
  const { secrets: secretsFile, out, vhost } = readArgs(args);
  const { RETRY_LADDER_MS: ladder } = readConfig({ RETRY_LADDER_MS: workSettings.RETRY_LADDER_MS }, environment);
  try {
    const { secrets, made } = openSecrets(secretsFile, userNames);
    if (made)
      say(`made ${secretsFile} with a password for each of ${userNames.join(', ')}; keep it out of the repository`);
    const definitions = shopDefinitions({ vhost, prefix, ladder }, secrets);
    writeFileSync(out, `${JSON.stringify(definitions, null, 2)}\n`, { mode: 0o600 });
    chmodSync(out, 0o600);
    const { users, exchanges, queues, bindings } = definitions;
    const counts = `${exchanges.length} exchanges, ${queues.length} queues, ${bindings.length} bindings`;
    say(`wrote ${out}: ${users.length} users, ${counts}.`);
  } catch (error) {
    throw new StartError((error as Error).message, { cause: error });
  }
};

const readArgs = (args: readonly string[]) => {
  const text = { type: 'string' } as const;
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { secrets: text, out: text, vhost: { ...text, default: 'pizzeria' } },
    });
    const { secrets, out, vhost } = values;
    if (secrets && out) return { secrets, out, vhost };
  } catch (error) {
    throw new StartError(`${(error as Error).message}\n${usage}`, { cause: error });
  }
  throw new StartError(`Name both files: ${usage}`);
};
