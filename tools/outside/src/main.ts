import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { listen } from './listen';
import { publishedSchemas } from './published-schemas';
import { send } from './send';

const usage = `Usage: npm run outside -- listen [--key order.placed.#]     prints every event as a line of JSON, until Ctrl-C
       npm run outside -- send <captured message>          publishes a message that was taken off the wire
       both: [--url amqp://localhost:5672] [--exchange pizzeria.events]`;

/** What a program of somebody else needs: a plain AMQP client, the CloudEvents SDK, and the published schemas. */
const main = async (): Promise<void> => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      url: { type: 'string', default: 'amqp://localhost:5672' },
      exchange: { type: 'string', default: 'pizzeria.events' },
      key: { type: 'string', default: '#' },
    },
  });
  const [command, file] = positionals;
  const print = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`);
  if (command === 'listen') {
    const check = publishedSchemas(resolve(__dirname, '../../../libs/contracts/schemas'));
    print({ listening: await listen(values, check, print) });
  } else if (command === 'send' && file) {
    await send(values.url, values.exchange, file);
    print({ sent: file });
  } else throw new Error(usage);
};

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
