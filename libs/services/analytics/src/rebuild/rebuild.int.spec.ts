import { blankPersonal, uuidv7Ids, type EventEnvelope } from '@pizzeria/bus';
import { shuffle } from '@pizzeria/bus/testing';
import { OrderPlaced } from '@pizzeria/contracts';
import { deadLetters } from '@pizzeria/postgres';
import { silentLogger } from '@pizzeria/service';
import { manyOrders } from '../testing/many-orders';
import { envelopeOf, openOffice, type Office } from '../testing/office';
import { placed } from '../testing/evening';
import { rowsOfMetrics } from '../testing/tables';
import { rebuildMetrics, type RebuildOptions } from './rebuild';

const seed = 20_260_314;
const events = [...manyOrders(300, seed)].flat();

let office: Office;
beforeAll(async () => void (office = await openOffice()));
beforeEach(() => office.empty());
afterAll(() => office.close());

const measured = () => rowsOfMetrics(office.database);
const rebuild = (options: Partial<RebuildOptions> = {}) =>
  rebuildMetrics({ url: office.url, logger: silentLogger, ...options });

/** Measured and kept, in any order. */
const live = async (some: readonly EventEnvelope[]): Promise<void> => {
  await office.measureAll(shuffle(some, seed));
  await office.keepAll(shuffle(some, seed + 1));
};

const shadows = async () =>
  (await office.database.sql('information_schema.schemata').where({ schema_name: 'metrics_rebuild' })).length;

describe(`a rebuild of 300 orders (seed ${seed})`, () => {
  it('makes every table what handling each event by itself made it, as often as it is done', async () => {
    const inOrderOfArrival = shuffle(events, seed);
    for (let at = 0; at < events.length; at += 10)
      await Promise.all(inOrderOfArrival.slice(at, at + 10).map((event) => office.deliver('metrics', event)));
    await office.keepAll(events);
    const before = await measured();
    for (const rows of Object.values(before)) expect(rows.length).toBeGreaterThan(5);
    for (const pageSize of [60, 500]) {
      expect(await rebuild({ pageSize })).toBeGreaterThanOrEqual(events.length);
      expect(await measured()).toEqual(before);
    }
    expect(await shadows()).toBe(0);
  });

  it('mends what is missing, wrong or of nothing that happened', async () => {
    await live(events);
    const before = await measured();
    await office.database.sql.raw(`
      UPDATE order_metrics SET value = value + 1, number = NULL, customer_type = 'regular';
      DELETE FROM item_metrics WHERE kind = 'extra';
      INSERT INTO order_outcomes (order_id, delivered_at) VALUES (gen_random_uuid(), now())`);
    await rebuild();
    expect(await measured()).toEqual(before);
  });

  it('needs nothing that is personal, and reads what an earlier version of the shop said', async () => {
    const { customer, ...rest } = OrderPlaced.example;
    const said = { ...rest, customer: { name: customer.name }, customerPhone: '+14155550123' };
    const old = { ...envelopeOf(placed(1, 1, 0)), version: 1, data: blankPersonal(OrderPlaced, said, 1) };
    await office.parts.log.append(old);
    await rebuild();
    expect((await measured())['order_metrics']).toEqual([expect.stringContaining('"customer_type": "new"')]);
  });

  it('loses nothing that comes while it works', async () => {
    const half = Math.floor(events.length / 2);
    await live(events.slice(0, half));
    let meanwhile: Promise<void> | undefined;
    const onProgress = (): void => {
      meanwhile ??= (async () => {
        for (let at = half; at < events.length; at += 100) await live(events.slice(at, at + 100));
      })();
    };
    await rebuild({ pageSize: 20, onProgress });
    await meanwhile;
    const after = await measured();
    await office.empty();
    await live(events);
    expect(after).toEqual(await measured());
  });

  it('that is stopped half-way changes nothing, and leaves nothing', async () => {
    await live(events);
    await office.database.sql('order_metrics').del();
    const before = await measured();
    const stop = new AbortController();
    const stopped = rebuild({ pageSize: 100, signal: stop.signal, onProgress: (done) => done > 300 && stop.abort() });
    await expect(stopped).rejects.toThrow('The rebuild was stopped');
    expect(await measured()).toEqual(before);
    expect(await shadows()).toBe(0);
  });

  it('refuses to be done twice at once', async () => {
    await live(events.slice(0, 100));
    let begin = (): void => undefined;
    const held = new Promise<void>((resolve) => (begin = resolve));
    const ended = (): Promise<string> =>
      held
        .then(() => rebuild())
        .then(
          () => 'done',
          (error: Error) => error.message,
        );
    const both = [ended(), ended()];
    // Neither comes to its end while somebody writes to the log.
    await office.database.transaction(async () => {
      await office.database.sql.raw('LOCK TABLE event_log IN ROW EXCLUSIVE MODE');
      begin();
      await Promise.race(both);
    });
    const [refused, done] = (await Promise.all(both)).sort();
    expect([refused, done]).toEqual([expect.stringContaining('Another rebuild is under way'), 'done']);
  });

  it('forgets nothing that was measured and is not in the log', async () => {
    await live(events);
    const before = await measured();
    await office.database.sql('inbox').insert({
      message_id: uuidv7Ids.next(),
      consumer: 'analytics.metrics',
      type: 'any',
      subject: 'order/1',
      attempts: 1,
    });
    await expect(rebuild({ patienceMs: 0 })).rejects.toThrow('1 event(s) were measured that are not in the log');
    expect(await measured()).toEqual(before);
    await office.database.sql('inbox').del();
  });

  it('forgets nothing that the log gave up however long ago, until a person has dealt with it', async () => {
    await live(events);
    const before = await measured();
    const letters = deadLetters(office.database);
    for (const queue of ['analytics.log', 'analytics.metrics'])
      await letters.add({
        queue,
        messageId: uuidv7Ids.next(),
        routingKey: 'order.placed.v1',
        body: Buffer.from('{}'),
        marks: { reason: 'rejected' },
        receivedAt: new Date('2020-01-01T00:00:00Z'),
      });
    await expect(rebuild({ patienceMs: 0 })).rejects.toThrow('1 event(s) wait in analytics.log as dead letters');
    expect(await measured()).toEqual(before);
    await office.database.sql('dead_letters').where({ queue: 'analytics.log' }).update({ state: 'discarded' });
    await rebuild({ patienceMs: 0 });
    expect(await measured()).toEqual(before);
    await office.database.sql('dead_letters').del();
  });
});
