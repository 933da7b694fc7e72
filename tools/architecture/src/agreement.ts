import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { modulesIn } from './workspace';

/** What the checks need of an event, a handler and a service definition. */
export interface NamedEvent {
  readonly owner: string;
  readonly name: string;
}
export interface NamedHandler {
  readonly form: string;
  readonly event: { readonly name: string };
}
export interface Menu {
  readonly name: string;
  readonly publishes: readonly NamedEvent[];
  readonly subscriptions: Readonly<Record<string, { readonly handlers: readonly NamedHandler[] }>>;
}

/** An event's file, in its publisher's folder and in every `on/`: `order.placed` is `order-placed`. */
export const fileOf = (event: { readonly name: string }): string => event.name.replaceAll('.', '-');

/** The one module of `on/` that may handle events of any name. */
const everyEvent = 'every-event';

/**
 * Where the folders of the contracts, the contracts themselves and the menus disagree.
 *
 * @param folder the sources of the contracts, with one folder a publisher
 */
export const contractProblems = (
  folder: string,
  events: readonly NamedEvent[],
  menus: readonly Menu[],
): readonly string[] => {
  const folders = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const owners = new Set([...folders.map(({ name }) => name), ...events.map(({ owner }) => owner)]);
  owners.delete('common');
  return [
    ...[...owners].flatMap((owner) => folderProblems(join(folder, owner), owner, events)),
    ...menus.flatMap((menu) => publishProblems(menu, events)),
    ...[...owners]
      .filter((owner) => !menus.some(({ name }) => name === owner))
      .map((owner) => `contracts/${owner}: there is no service of this name to publish its events`),
  ];
};

const folderProblems = (folder: string, owner: string, events: readonly NamedEvent[]): readonly string[] => {
  const files = modulesIn(folder);
  const owned = events.filter((event) => event.owner === owner);
  return [
    ...files
      .filter((file) => !owned.some((event) => fileOf(event) === file))
      .map((file) => `contracts/${owner}/${file}.ts: no event of ${owner} in allEvents has this name`),
    ...owned
      .filter((event) => !files.includes(fileOf(event)))
      .map((event) => `${event.name}: write it in contracts/${owner}/${fileOf(event)}.ts, the folder of its publisher`),
  ];
};

const publishProblems = (menu: Menu, events: readonly NamedEvent[]): readonly string[] => [
  ...events
    .filter(({ owner, name }) => owner === menu.name && !menu.publishes.some((published) => published.name === name))
    .map(({ name }) => `${menu.name}: list its event ${name} in publishes of service.ts`),
  ...menu.publishes
    .filter(({ name }) => !events.some((event) => event.name === name && event.owner === menu.name))
    .map(
      ({ name }) =>
        `${menu.name}: publishes ${name}, which is no contract of its own: handle it, or say something of its own in contracts/${menu.name}`,
    ),
];

/** Loads a module by its path without `.ts`. */
export type Load = (path: string) => Promise<Readonly<Record<string, unknown>>>;

/**
 * Where a service's `on/` folder and the subscriptions of its menu disagree: a file is named as the event it
 * handles, each of its handlers is subscribed, and no subscribed handler comes from elsewhere.
 *
 * @param folder the service's sources, where `service.ts` lies
 */
export const subscriptionProblems = async (folder: string, menu: Menu, load: Load): Promise<readonly string[]> => {
  const files = await Promise.all(
    modulesIn(join(folder, 'on')).map(async (file) => ({
      file,
      handlers: handlersIn(await load(join(folder, 'on', file))),
    })),
  );
  const subscribed = Object.entries(menu.subscriptions).flatMap(([subscription, { handlers }]) =>
    handlers.map((handler) => ({ subscription, handler })),
  );
  return [
    ...files.flatMap(({ file, handlers }) =>
      fileProblems(
        `${menu.name}/on/${basename(file)}.ts`,
        file,
        handlers,
        subscribed.map(({ handler }) => handler),
      ),
    ),
    ...subscribed
      .filter(({ handler }) => !files.some(({ handlers }) => handlers.includes(handler)))
      .map(
        ({ subscription, handler: { event } }) =>
          `${menu.name}.${subscription}: export its handler of ${event.name} from on/${fileOf(event)}.ts`,
      ),
  ];
};

const fileProblems = (
  path: string,
  file: string,
  handlers: readonly NamedHandler[],
  subscribed: readonly NamedHandler[],
): readonly string[] => [
  ...(handlers.length === 0 ? [`${path}: exports no handler; on/ holds one file an event, and nothing else`] : []),
  ...handlers
    .filter(({ event }) => file !== everyEvent && fileOf(event) !== file)
    .map(({ event }) => `${path}: handles ${event.name}; move the handler to on/${fileOf(event)}.ts`),
  ...handlers
    .filter((handler) => !subscribed.includes(handler))
    .map(({ event }) => `${path}: no subscription of service.ts has its handler of ${event.name}`),
];

const handlersIn = (module: Readonly<Record<string, unknown>>): readonly NamedHandler[] =>
  Object.values(module).flat().filter(isHandler);

const isHandler = (value: unknown): value is NamedHandler =>
  typeof value === 'object' && value !== null && 'form' in value && 'event' in value;
