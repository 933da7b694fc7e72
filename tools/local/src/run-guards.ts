import { join } from 'node:path';
import { guards } from './guards/guards';
import { tryGuards } from './guards/try-guards';

/**
 * `npm run test:guards [-- words]`: makes mistakes in a copy of the source, one after another, and tells which check
 * refuses each; only those whose name holds the words, when some are given. Ends with 1 when one goes through.
 */
const words = process.argv.slice(2).join(' ');
const chosen = guards.filter(({ mistake }) => mistake.includes(words));
const tried = tryGuards(chosen, {
  root: join(__dirname, '../../..'),
  say: (line) => process.stdout.write(`${line}\n`),
});
const refused = tried.filter(({ missed }) => missed.length === 0).length;
process.stdout.write(`${tried.length} mistakes, ${refused} refused.\n`);
process.exitCode = refused === tried.length && tried.length > 0 ? 0 : 1;
