import { createEvent, decodeEvent, raise, uuidv7Ids, type EventDefinition, type OutgoingMessage } from '@pizzeria/bus';
import type { AnyServiceDefinition } from '@pizzeria/service';
import { startTestService, type TestService } from '@pizzeria/service/testing';
import { allowedDifferences } from './allowed-differences';
import type { Recording } from './record-lives';
import { putSnapshot, type Snapshot } from './snapshot';
import { stateOf, type State } from './state';

/** What a service became when it was given events in one way. */
export interface Outcome extends State {
  /** Events given up: type and reason, sorted. */
  readonly givenUp: readonly string[];
  /** `<event type> in <queue>`, each handler that ran. */
  readonly handlers: readonly string[];
}

/** Starts a service of its own, lets it be given events, and answers what it became. */
export const outcomeOf = async (
  definition: AnyServiceDefinition,
  begin: Snapshot | undefined,
  give: (service: TestService) => Promise<void>,
  /** What others gave it does not count as said by it, whoever said it first. */
  given: readonly OutgoingMessage[] = [],
): Promise<Outcome> => {
  const service = await startTestService(definition, {
    prepare: begin && ((database) => putSnapshot(database, begin)),
  });
  try {
    await give(service);
    await service.settled();
    const { sql } = service.database;
    const known = new Set(given.map(({ id }) => id));
    const said = service.published().filter(({ id }) => !known.has(id));
    const inbox = await sql('inbox').distinct<{ type: string; consumer: string }[]>('type', 'consumer');
    return {
      ...(await stateOf(service.database, said, allowedDifferences[definition.name])),
      givenUp: (await service.deadLetters()).map(({ type, reason }) => `${type}: ${reason}`).sort(),
      handlers: inbox.map(({ type, consumer }) => `${type} in ${consumer}`).sort(),
    };
  } finally {
    await service.stop();
  }
};

/** What others said that a service handles; of events that nobody said, the example of their contract. */
export const eventsFor = (
  { name, subscriptions }: AnyServiceDefinition,
  { messages }: Recording,
): { readonly recorded: readonly OutgoingMessage[]; readonly examples: readonly OutgoingMessage[] } => {
  const handled = new Set(
    Object.values(subscriptions as Subscriptions).flatMap(({ handlers }) => handlers.map(({ event }) => event)),
  );
  const said = new Set(messages.map(({ body }) => decodeEvent(body).type));
  const foreign = new Set([...handled].filter(({ owner }) => owner !== name).map(({ type }) => type));
  return {
    recorded: messages.filter(({ body }) => foreign.has(decodeEvent(body).type)),
    examples: [...handled].filter(({ type }) => !said.has(type)).map(exampleOf),
  };
};

type Subscriptions = Readonly<Record<string, { readonly handlers: readonly { readonly event: EventDefinition }[] }>>;

const exampleOf = (event: EventDefinition): OutgoingMessage =>
  createEvent(raise(event, event.example), { id: uuidv7Ids.next(), time: new Date(), sequence: 1 }).message;

/** Every handler of a service, as in `Outcome.handlers`. */
export const handlersIn = ({ name, subscriptions }: AnyServiceDefinition): readonly string[] =>
  Object.entries(subscriptions as Subscriptions)
    .flatMap(([subscription, { handlers }]) => handlers.map(({ event }) => `${event.type} in ${name}.${subscription}`))
    .sort();
