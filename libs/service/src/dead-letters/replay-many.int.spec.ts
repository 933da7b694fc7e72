import { base, manager, openLostProperty, type Item, type LostProperty } from './dead-letters.fixture';

describe('many dead letters over HTTP', () => {
  let shop: LostProperty;
  beforeAll(async () => {
    shop = await openLostProperty();
  });
  afterAll(() => shop.service.stop());

  it('are counted by a dry run, which sends nothing', async () => {
    await shop.lose('cane', 'cap', 'case');
    const { body } = await shop.act('/replay', { body: { type: 'thing.found', dryRun: true } });
    expect(body).toMatchObject({
      dryRun: true,
      left: 3,
      replayed: 0,
      groups: [{ queue: 'lost-property.things', reason: 'rejected', error: 'nobody called *** is known', count: 3 }],
    });
    expect((await shop.list()).items).toHaveLength(3);
  });

  it('are sent by filter, and handled once each', async () => {
    shop.office.refuses = undefined;
    expect(await shop.replayMany({ subject: 'thing/cap' })).toMatchObject({ replayed: 1, left: 0, refused: [] });
    expect(await shop.replayMany({ ids: [await shop.letterOf('cane')] })).toMatchObject({ replayed: 1, left: 0 });
    expect(await shop.replayMany({ queue: 'lost-property.other' })).toMatchObject({ replayed: 0, left: 0 });
    expect(await shop.replayMany({ all: true, limit: 1 })).toMatchObject({ replayed: 1, left: 0 });
    await shop.service.settled();
    expect(await shop.taken()).toEqual(['cane', 'cap', 'case']);
  });

  it('are answered the same when the request is sent again with its key', async () => {
    await shop.lose('dog', 'duck');
    const body = { all: true, ratePerSecond: 500 };
    const first = await shop.act('/replay', { key: 'many-1', body });
    await shop.service.settled();
    await shop.lose('drum');
    expect(await shop.act('/replay', { key: 'many-1', body })).toMatchObject({ status: 200, body: first.body });
    expect((await shop.list()).items.map(({ subject }) => subject)).toEqual(['thing/drum']);
    await shop.replayMany({ all: true });
    await shop.service.settled();
  });

  it('are listed page by page, a thousand of them, each once and newest first', async () => {
    // Ten at a time come in the same moment.
    await shop.service.database.sql.raw(`
      INSERT INTO dead_letters (id, queue, message_id, routing_key, subject, marks, body, reason, attempts, received_at)
      SELECT gen_random_uuid(), 'lost-property.things', 'm-' || n, 'thing.found.v1', 'thing/many-' || n, '{}', 'x',
             'invalid', 0, timestamptz '2030-01-01Z' + n / 10 * interval '1 ms'
      FROM generate_series(0, 999) AS n`);
    const seen: Item[] = [];
    for (let cursor: string | undefined = ''; cursor !== undefined;) {
      const page = await shop.list(`?limit=200&reason=invalid${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
      seen.push(...page.items);
      cursor = page.nextCursor;
    }
    expect(new Set(seen.map(({ id }) => id)).size).toBe(1_000);
    expect(seen).toHaveLength(1_000);
    expect(seen[0]?.subject).toMatch(/^thing\/many-99\d$/);
    const { body } = await shop.service.call('GET', `${base}/groups`, manager);
    expect(body).toMatchObject({ groups: [{ reason: 'invalid', count: 1_000 }] });
  });
});
