import { readFileSync } from 'node:fs';
import { ordersOf, runsIn, type RecordedOrder } from '@pizzeria/simulator';
import type { Providers } from '../../world/providers';
import type { Ledgers } from '../ledgers';
import { openDatabases } from './ask';
import { readEvents } from './read-events';
import { readMessages } from './read-messages';
import { readShop } from './read-shop';
import { readStock } from './read-stock';
import { subscribersOfAll } from './subscribers';

export interface Sources {
  /** Of the database server, for a role that may read all five databases. */
  readonly serverUrl: string;
  /** The simulator's record. */
  readonly recordFile: string;
  readonly providers: Pick<Providers, 'sms' | 'emails' | 'managerChannels'>;
  readonly disturbances: Ledgers['disturbances'];
}

/** Reads the simulator's record, all five databases and what the providers took. */
export const readLedgers = async ({ serverUrl, recordFile, providers, disturbances }: Sources): Promise<Ledgers> => {
  const databases = openDatabases(serverUrl);
  try {
    return {
      recorded: readRecord(recordFile),
      ...(await readShop(databases)),
      ...(await readStock(databases)),
      ...(await readMessages(databases, providers)),
      ...(await readEvents(databases)),
      managerChannels: providers.managerChannels,
      disturbances,
      subscribers: subscribersOfAll(),
    };
  } finally {
    await databases.close();
  }
};

const readRecord = (file: string): readonly RecordedOrder[] => {
  const text = readFileSync(file, 'utf8');
  return runsIn(text).flatMap((run) => ordersOf(text, run));
};
