import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asynchronousBodyHandler, Matchers, MessageConsumerPact } from '@pact-foundation/pact';
import type { EventDefinition, Handler } from '@pizzeria/bus';
import type { ServiceDefinition, Settings, Subscription } from '@pizzeria/service';
import { startTestService, type TestService, type TestServiceOptions } from '@pizzeria/service/testing';
import { only } from './fields';
import type { Need } from './need';
import { keptPacts, pactFolder, type PactFile } from './pact-files';

export interface ConsumerOptions extends TestServiceOptions {
  /** Subscriptions that keep events whole and read nothing of them. */
  readonly keepsWhole?: readonly string[];
  /** Makes the thing that the events are about, and answers the fields that name it. */
  readonly about?: (service: TestService) => Promise<object>;
}

/**
 * Declares the tests of what a consumer needs: it states needs of every event it handles, its handlers do their work on
 * nothing but those fields, on a real database, and the pacts that are kept say so. `npm run pacts` keeps them anew.
 */
export const consumerPacts = <Parts extends object, Table extends Settings, Publishes extends EventDefinition>(
  definition: ServiceDefinition<string, Parts, Table, Publishes>,
  needs: readonly Need[],
  { keepsWhole = [], about, ...options }: ConsumerOptions = {},
): void => {
  describe(`what ${definition.name} needs of others`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'pacts-'));
    let service: TestService;
    let named: object | undefined;
    const read = new Map<string, Set<string>>();
    beforeAll(async () => {
      service = await startTestService(seeingOnly(definition, { needs, keepsWhole, read }), options);
      named = await about?.(service);
    });
    afterAll(async () => {
      await service.stop();
      rmSync(folder, { recursive: true });
    });

    it('is stated for every event it handles', () => {
      const handled = Object.entries(definition.subscriptions)
        .filter(([name]) => !keepsWhole.includes(name))
        .flatMap(([, { handlers }]) => handlers.map(({ event }) => event.name));
      expect([...new Set(needs.map(({ event }) => event.name))].sort()).toEqual([...new Set(handled)].sort());
    });

    it.each(needs.map((need) => ({ need, description: need.description })))(
      'is all it reads of $description',
      async ({ need }) => {
        const pact = new MessageConsumerPact({
          consumer: definition.name,
          provider: need.event.owner,
          dir: folder,
          logLevel: 'error',
          pactfileWriteMode: 'merge',
        });
        await pact
          .expectsToReceive(need.description)
          .withContent(matching(need.content) as never)
          .verify(
            asynchronousBodyHandler(async () => {
              await service.publishForeign(need.event, { ...need.payload, ...named } as never);
              await service.settled();
            }),
          );
        const dead = (await service.deadLetters()).filter(({ type }) => type === need.event.type);
        expect(dead.map(({ queue, error }) => `${queue} ${error ?? ''}`)).toEqual([]);
      },
    );

    it('is not more than it reads', () => {
      const unread = needs.flatMap(({ event, needed, description }) =>
        needed.filter((path) => !read.get(event.name)?.has(path)).map((path) => `${path} of ${description}`),
      );
      expect(unread).toEqual([]);
    });

    it('is what its pacts say', () => {
      const written = new Map(readdirSync(folder).map((file) => [file, readable(join(folder, file))]));
      if ((globalThis as { keepPacts?: boolean }).keepPacts) keep(definition.name, written);
      expect(stalePacts(definition.name, written)).toEqual([]);
    });
  });
};

/** Without what changes with the library's version. */
const readable = (path: string): string => {
  const { metadata, ...pact } = JSON.parse(readFileSync(path, 'utf8')) as PactFile & {
    metadata: { pactSpecification: unknown };
  };
  return `${JSON.stringify({ ...pact, metadata: { pactSpecification: metadata.pactSpecification } }, null, 2)}\n`;
};

const ofConsumer = (name: string) => keptPacts(({ consumer }) => consumer === name);

const stalePacts = (consumer: string, written: ReadonlyMap<string, string>): readonly string[] => {
  const kept = new Map(ofConsumer(consumer).map(({ file, path }) => [file, readFileSync(path, 'utf8')]));
  return [...new Set([...kept.keys(), ...written.keys()])]
    .filter((file) => kept.get(file) !== written.get(file))
    .map(
      (file) =>
        `pacts/${file} is stale: run \`npm run pacts\`, commit what it writes, and run the publisher's contract`,
    );
};

const keep = (consumer: string, written: ReadonlyMap<string, string>): void => {
  for (const { path } of ofConsumer(consumer)) rmSync(path);
  mkdirSync(pactFolder, { recursive: true });
  for (const [file, text] of written) writeFileSync(join(pactFolder, file), text);
};

/** The same type for every value, whatever the value; the first element stands for all of a list. */
const matching = (value: unknown): unknown => {
  if (Array.isArray(value))
    return value.length === 0 ? Matchers.like([]) : Matchers.eachLike(matching(value[0]) as never);
  if (typeof value !== 'object' || value === null) return Matchers.like(value as never);
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, matching(field)]));
};

interface Narrowing {
  readonly needs: readonly Need[];
  readonly keepsWhole: readonly string[];
  /** By event, what was read of it. */
  readonly read: Map<string, Set<string>>;
}

const seeingOnly = <Parts extends object, Table extends Settings, Publishes extends EventDefinition>(
  definition: ServiceDefinition<string, Parts, Table, Publishes>,
  narrowing: Narrowing,
): ServiceDefinition<string, Parts, Table, Publishes> => ({
  ...definition,
  subscriptions: Object.fromEntries(
    Object.entries(definition.subscriptions).map(([name, subscription]) => [
      name,
      narrowing.keepsWhole.includes(name) ? subscription : narrowed(subscription as Subscription, narrowing),
    ]),
  ) as typeof definition.subscriptions,
});

const narrowed = (subscription: Subscription, narrowing: Narrowing): Subscription => ({
  ...subscription,
  handlers: subscription.handlers.map((handler) => narrowedHandler(handler, narrowing)),
});

const narrowedHandler = (handler: Handler, { needs, read }: Narrowing): Handler => {
  const { name } = handler.event;
  const fields = needs.filter(({ event }) => event.name === name).flatMap((need) => need.fields);
  const readOfIt = read.get(name) ?? new Set<string>();
  read.set(name, readOfIt);
  const narrow = (event: { readonly data: object }) =>
    ({ ...event, data: only(event.data, fields, readOfIt) }) as never;
  return handler.form === 'on'
    ? { ...handler, handle: (event, parts) => handler.handle(narrow(event), parts) }
    : { ...handler, claim: (event, parts) => handler.claim(narrow(event), parts) };
};
