import type { EventDefinition, Handler } from '@pizzeria/bus';
import { type ContractField, fieldsOf } from '@pizzeria/contracts';

/** What the catalogue reads of a service definition. */
export interface Menu {
  readonly name: string;
  readonly subscriptions: Readonly<Record<string, { readonly handlers: readonly Handler[] }>>;
}

/** An event with everybody who has to do with it. Paths are relative to the workspace. */
export interface Entry {
  readonly name: string;
  readonly contract: string;
  readonly version: number;
  /** Older versions that are still understood. */
  readonly alsoReads: readonly number[];
  readonly publisher: string;
  readonly meaning: string;
  readonly handledBy: readonly HandledBy[];
  /** Marked fields; a group whose every field is marked stands for them. */
  readonly personal: readonly string[];
}

export interface HandledBy {
  /** `<service>.<subscription>`: the queue. */
  readonly queue: string;
  readonly file: string;
  /** One handler for whatever happens: left out of the picture. */
  readonly everyEvent: boolean;
}

const fileOf = (event: EventDefinition): string => `${event.name.replaceAll('.', '-')}.ts`;

/** Who publishes and who handles what, in the order of the events and then of the menus. */
export const catalogueOf = (events: readonly EventDefinition[], menus: readonly Menu[]): readonly Entry[] =>
  events.map((event) => ({
    name: event.name,
    contract: `libs/contracts/src/${event.owner}/${fileOf(event)}`,
    version: event.version,
    alsoReads: event.past.map(({ version }) => version),
    publisher: event.owner,
    meaning: event.meaning,
    handledBy: menus.flatMap((menu) => handlersOf(event, menu)),
    personal: personalIn(fieldsOf(event.schema)),
  }));

const handlersOf = (event: EventDefinition, menu: Menu): readonly HandledBy[] =>
  Object.entries(menu.subscriptions).flatMap(([subscription, { handlers }]) =>
    handlers
      .filter((handler) => handler.event.name === event.name)
      .map((handler) => {
        const everyEvent = handlers.some((other) => other !== handler && isSameFunction(other, handler));
        const file = everyEvent ? 'every-event.ts' : fileOf(event);
        return { queue: `${menu.name}.${subscription}`, file: `libs/services/${menu.name}/src/on/${file}`, everyEvent };
      }),
  );

const isSameFunction = (one: Handler, other: Handler): boolean =>
  one.form === 'on' && other.form === 'on' && one.handle === other.handle;

const personalIn = (fields: readonly ContractField[]): readonly string[] => [
  ...new Set(fields.filter(({ personal }) => personal).map(({ path }) => largestGroup(path, fields))),
];

/** The outermost group around a field in which everything is personal: `customer` for `customer.phone`. */
const largestGroup = (path: string, fields: readonly ContractField[]): string => {
  const parts = path.split('.');
  const groups = parts.map((_, index) => parts.slice(0, index + 1).join('.'));
  return groups.find((group) => within(group, fields).every(({ personal }) => personal)) ?? path;
};

const within = (group: string, fields: readonly ContractField[]): readonly ContractField[] =>
  fields.filter(({ path }) => path === group || path.startsWith(`${group}.`));
