import { systemClock } from '@pizzeria/bus';
import { silent } from '../log';
import { openDatabase } from '../open-database';
import { startRelay } from './relay';

/** Leads the relay of a database and says what it sends; nothing is ever confirmed. */
const lead = (url: string): void => {
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  startRelay({
    database: openDatabase({ url, name: 'lead', log: silent }),
    databaseUrl: url,
    service: 'lead',
    publish: ({ id }) => {
      say(`sends ${id}`);
      return new Promise(() => undefined);
    },
    clock: systemClock,
    // Its lead is not to end because it asks nothing.
    timing: { vanishedMs: 0 },
    log: { ...silent, info: (_fields, line) => say(line) },
  });
};

if (require.main === module) lead(process.argv[2] ?? '');
