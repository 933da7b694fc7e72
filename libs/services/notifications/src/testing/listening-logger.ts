import { inspect } from 'node:util';
import type { Logger } from '@pizzeria/service';

/** A logger that keeps every line as it was handed over, before anything could be blanked. */
export const listeningLogger = (): Logger & { readonly lines: readonly string[] } => {
  const lines: string[] = [];
  const write = (fields: object, message: string) =>
    void lines.push(`${message} ${inspect(fields, { depth: 8, showHidden: false })}`);
  const logger: Logger = { debug: write, info: write, warn: write, error: write, child: () => logger };
  return Object.assign(logger, { lines });
};
