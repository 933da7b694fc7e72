import { startTestService, type CallOptions, type TestService } from '../testing';
import { lostProperty, ThingFound, type Office } from '../testing/lost-property';

export interface Item {
  readonly id: string;
  readonly subject?: string;
  readonly state: string;
  readonly error?: string;
  readonly replays: number;
}

export interface Report {
  readonly dryRun: boolean;
  readonly replayed: number;
  readonly left: number;
  readonly refused: readonly { readonly id: string; readonly error: string }[];
  readonly startedAt: string;
  readonly groups?: readonly { readonly count: number }[];
}

export const base = '/api/operations/lost-property/dead-letters';
export const manager = { as: 'manager' } as const;

/** A lost property office in a bad mood, and a manager who looks after its dead letters. */
export interface LostProperty {
  readonly service: TestService;
  readonly office: Office;
  /** Things that are found, each a dead letter; their ids are their subjects `thing/<id>`. */
  lose(...things: readonly string[]): Promise<void>;
  /** Of one thing: the id of its dead letter. */
  letterOf(thing: string): Promise<string>;
  list(query?: string): Promise<{ readonly items: readonly Item[]; readonly nextCursor?: string }>;
  act<Body = Item & { readonly already: boolean }>(
    path: string,
    options?: CallOptions,
  ): Promise<{ readonly status: number; readonly body: Body }>;
  replayMany(body: object): Promise<Report>;
  discard(id: string, reason?: string): Promise<{ readonly status: number; readonly body: Record<string, unknown> }>;
  /** How often each thing was taken in. */
  taken(): Promise<readonly string[]>;
}

export const openLostProperty = async (): Promise<LostProperty> => {
  const office: Office = {};
  const service = await startTestService(lostProperty(office), { ladder: [5] });
  const refuse = () => {
    office.refuses = (owner) => `nobody called ${owner} is known`;
  };
  refuse();
  const list: LostProperty['list'] = async (query = '') =>
    (await service.call<Awaited<ReturnType<LostProperty['list']>>>('GET', `${base}${query}`, manager)).body;
  const act: LostProperty['act'] = (path, options = {}) =>
    service.call('POST', `${base}${path}`, { ...manager, ...options });
  return {
    service,
    office,
    lose: async (...things) => {
      const { refuses } = office;
      refuse();
      const { owner } = ThingFound.example;
      await Promise.all(things.map((thingId) => service.publishForeign(ThingFound, { thingId, owner })));
      await service.settled();
      office.refuses = refuses;
    },
    letterOf: async (thing) => (await list(`?state=any&subject=thing/${thing}`)).items[0]?.id ?? '',
    list,
    act,
    replayMany: async (body) => (await act<Report>('/replay', { body })).body,
    discard: (id, reason = 'a test') => service.call('DELETE', `${base}/${id}`, { ...manager, body: { reason } }),
    taken: () => service.database.sql('things').orderBy('thing').pluck<string[]>('thing'),
  };
};
