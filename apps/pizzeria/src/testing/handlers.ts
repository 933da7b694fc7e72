import { queueNameOf, type EventDefinition, type Handler } from '@pizzeria/bus';
import type { ServiceDefinition, Settings } from '@pizzeria/service';
import { definitions } from '../start-pizzeria';

interface Handled {
  readonly event: EventDefinition;
  readonly queue: string;
}

const all: readonly Handled[] = definitions.flatMap(({ name, subscriptions }) =>
  Object.entries(
    subscriptions as Readonly<Record<string, { handlers: readonly { event: EventDefinition }[] }>>,
  ).flatMap(([subscription, { handlers }]) =>
    handlers.map(({ event }) => ({ event, queue: queueNameOf(name, subscription) })),
  ),
);

const inWords = ({ event, queue }: Handled): string => `${event.name} in ${queue}`;

/** Every handler of these events, in words such as `order.placed in kitchen.tickets`, sorted. */
export const handlersOf = (...events: readonly string[]): readonly string[] =>
  all
    .filter(({ event }) => events.includes(event.name))
    .map(inWords)
    .sort();

/** The same words for a row of an inbox. */
export const handlerNamed = (type: string, consumer: string): string => {
  const handled = all.find(({ event, queue }) => event.type === type && queue === consumer);
  return handled ? inWords(handled) : `${type} in ${consumer}`;
};

/** The service with every handler replaced by what `change` makes of it. */
export const withHandlers = <
  Name extends string,
  Parts extends object,
  Table extends Settings,
  Publishes extends EventDefinition,
>(
  definition: ServiceDefinition<Name, Parts, Table, Publishes>,
  change: (handler: Handler<Parts>) => Handler<Parts>,
): ServiceDefinition<Name, Parts, Table, Publishes> => ({
  ...definition,
  subscriptions: Object.fromEntries(
    Object.entries(definition.subscriptions).map(([name, subscription]) => [
      name,
      { ...subscription, handlers: subscription.handlers.map(change) },
    ]),
  ),
});
