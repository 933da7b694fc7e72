import type { EventDefinition, EventEnvelope } from '@pizzeria/bus';

/**
 * An event out of the log as handlers know it, whatever version it was kept in. What was kept is valid but for its
 * personal data, which is blank: so it is lifted, and not held against its schema again. Throws on a version that is
 * newer than this program.
 */
export const inCurrentVersion = (definition: EventDefinition, event: EventEnvelope): EventEnvelope => {
  if (event.version > definition.version)
    throw new Error(`The log holds ${definition.name} v${event.version}, known here is v${definition.version}.`);
  let data = event.data;
  for (const past of definition.past) if (past.version >= event.version) data = past.upcast(data as never);
  return { ...event, version: definition.version, data };
};
