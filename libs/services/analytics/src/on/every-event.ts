import { blankPersonal, onEvery, type EventDefinition } from '@pizzeria/bus';
import { allEvents } from '@pizzeria/contracts';
import type { AnalyticsParts } from '../use-cases/ports';

const definitions: ReadonlyMap<string, EventDefinition> = new Map(allEvents.map((event) => [event.type, event]));

/** Keeps each event as it happened, with personal data blanked before it is stored. */
export const keepEveryEvent = onEvery(allEvents, async (event, { log }: AnalyticsParts) => {
  const definition = definitions.get(event.type);
  if (definition === undefined) throw new Error(`${event.type} came without a contract to blank it by`);
  await log.append({ ...event, data: blankPersonal(definition, event.data, event.version) });
});
