import type { FindingKind } from '../../book';
import type { EventData, Ledgers } from '../../ledgers';
import { aWholeRun } from '../a-whole-run';
import { change } from '../changes';

/** What was done to the ledgers of a good run, and which book must find what. */
export type Imbalance = readonly [what: string, book: string, kind: FindingKind, ledgers: Partial<Ledgers>];

export const good = aWholeRun();

export const any = () => true;
export const isEvent = (name: string) => (event: { readonly name: string }) => event.name === name;

/** The log, with other words in the first event of this name. */
export const saying = (name: string, data: EventData): Pick<Ledgers, 'log'> => ({
  log: change(good.log, isEvent(name), { data }),
});
