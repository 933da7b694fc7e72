import { ownDatabase } from './databases';
import type { Place } from './place';

/** One process with both services over the bus in memory, its journal in a database of its own. */
export const memoryPlace = async (): Promise<Place> => {
  const journal = await ownDatabase('journal');
  return {
    bus: 'in memory with its journal',
    network: journal.network,
    processes: [['shop', 'desk']],
    busOf: () => ({ journalUrl: journal.url }),
    refuseMoves: (refuse, command) => command(refuse ? ['move'] : []),
    starve: (starving, command) => command(starving ? ['append'] : []),
    unacked: async (queue) => (await journal.direct.sql('letters').where({ queue }).whereNull('due_at')).length,
    close: journal.drop,
  };
};
