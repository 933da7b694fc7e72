import { MessageRefused, systemClock } from '@pizzeria/bus';
import { Client } from 'pg';
import type { OutboxRow } from '../database';
import { silent } from '../log';
import { openDatabase } from '../open-database';
import { anOutboxRow, testDatabase, type TestDatabase } from '../testing';
import { away, gate, RecordingBus } from './bus.fixture';
import { parkedEvents } from './parked';
import { startRelay, type Relay, type RelayOptions } from './relay';

/** A clock on which every pause is over at once, and has taken its time; tells how long they were. */
const hurriedClock = () => {
  let now = Date.now();
  const pauses: number[] = [];
  const after = (ms: number, then: () => void) => {
    pauses.push(ms);
    const soon = setImmediate(() => {
      now += ms;
      then();
    });
    return () => clearImmediate(soon);
  };
  return { clock: { now: () => new Date(now), after }, pauses };
};

describe('the relay', () => {
  let test: TestDatabase;
  let relays: Relay[];
  beforeEach(async () => {
    test = await testDatabase({ name: 'relay' });
    relays = [];
  });
  afterEach(async () => {
    await Promise.all(relays.map((relay) => relay.stop()));
    await test.drop();
  });

  const relayTo = (bus: RecordingBus, given: Partial<RelayOptions> = {}): Relay => {
    const relay = startRelay({
      database: test.database,
      databaseUrl: test.url,
      service: 'orders',
      publish: bus.publish,
      clock: systemClock,
      log: silent,
      ...given,
    });
    relays.push(relay);
    return relay;
  };
  const emit = (...rows: OutboxRow[]) => test.database.transaction(async () => test.database.enqueue(rows));
  const idsIn = (table: string) => test.database.sql(table).pluck<string[]>('event_id');
  const eventually = async (condition: () => Promise<boolean> | boolean): Promise<void> => {
    while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  const moved = (count: number) => eventually(async () => (await idsIn('published')).length === count);

  it('sends what is committed at once, and moves it to the log of what was published, with nothing to complain of', async () => {
    const bus = new RecordingBus();
    const complaints: string[] = [];
    const complain = (_: object, line: string) => void complaints.push(line);
    const log = { ...silent, warn: complain, error: complain };
    const relay = relayTo(bus, { log, timing: { pollMs: { first: 60_000, last: 60_000 } } });
    await eventually(() => relay.leading);
    const row = anOutboxRow();
    await emit(row);
    await moved(1);
    expect(bus.sent).toEqual([{ id: row.eventId, routingKey: row.routingKey, body: row.body }]);
    expect(await idsIn('outbox')).toEqual([]);
    await relay.stop();
    expect(complaints).toEqual([]);
  });

  it('sends nothing of a transaction that rolls back', async () => {
    const bus = new RecordingBus();
    relayTo(bus);
    const lost = test.database.transaction(async () => {
      test.database.enqueue([anOutboxRow()]);
      throw new Error('changed my mind');
    });
    await expect(lost).rejects.toThrow();
    const kept = anOutboxRow();
    await emit(kept);
    await moved(1);
    expect(bus.sentIds).toEqual([kept.eventId]);
  });

  it('is woken by a commit in another process', async () => {
    const bus = new RecordingBus();
    const relay = relayTo(bus, { timing: { pollMs: { first: 60_000, last: 60_000 } } });
    await eventually(() => relay.leading);
    const elsewhere = openDatabase({ url: test.url, name: 'elsewhere', log: silent });
    relayTo(new RecordingBus(), { database: elsewhere });
    const row = anOutboxRow();
    await elsewhere.transaction(async () => elsewhere.enqueue([row]));
    await moved(1);
    expect(bus.sentIds).toEqual([row.eventId]);
    await relays.pop()?.stop();
    await elsewhere.close();
  });

  it('has one leader among three, and another leads when its backend is terminated, without losing an event', async () => {
    const buses = [new RecordingBus(), new RecordingBus(), new RecordingBus()];
    for (const bus of buses) relayTo(bus, { timing: { electionMs: 50 } });
    await eventually(() => relays.some(({ leading }) => leading));
    const rows = Array.from({ length: 50 }, (_, n) => anOutboxRow({ subject: `order/${n}` }));
    await emit(...rows.slice(0, 25));
    await moved(25);
    expect(relays.filter(({ leading }) => leading)).toHaveLength(1);
    const admin = new Client({ connectionString: test.url });
    await admin.connect();
    await admin.query(
      `SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted
       AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    );
    await admin.end();
    await emit(...rows.slice(25));
    await moved(50);
    expect(relays.filter(({ leading }) => leading)).toHaveLength(1);
    const sent = new Set(buses.flatMap(({ sentIds }) => sentIds));
    expect(sent).toEqual(new Set(rows.map(({ eventId }) => eventId)));
  });

  it('finds a row that commits late with a low number', async () => {
    const bus = new RecordingBus();
    relayTo(bus);
    const [late, early] = [anOutboxRow({ subject: 'order/late' }), anOutboxRow({ subject: 'order/early' })];
    const slow = new Client({ connectionString: test.url });
    await slow.connect();
    await slow.query('BEGIN');
    await slow.query(
      `INSERT INTO outbox (event_id, type, routing_key, subject, sequence, created_at, body)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [late.eventId, late.type, late.routingKey, late.subject, late.sequence, late.createdAt, late.body],
    );
    await emit(early);
    await moved(1);
    await slow.query('COMMIT');
    await slow.end();
    await moved(2);
    expect(bus.sentIds).toEqual([early.eventId, late.eventId]);
  });

  it('keeps the order of a key when a publish in its middle fails, and lets other keys pass', async () => {
    const keyed = Array.from({ length: 5 }, (_, n) => anOutboxRow({ subject: 'order/1', sequence: n + 1 }));
    const other = anOutboxRow({ subject: 'order/2' });
    let failures = 3;
    const bus = new RecordingBus(({ id }) => {
      if (id === keyed[2]?.eventId && (failures -= 1) >= 0) throw new MessageRefused('not now');
    });
    await emit(...keyed, other);
    relayTo(bus, { timing: { refusedMs: 20 } });
    await moved(6);
    const inOrder = bus.confirmed.filter((id) => id !== other.eventId);
    expect(inOrder).toEqual(keyed.map(({ eventId }) => eventId));
    const otherSent = bus.sentIds.indexOf(other.eventId);
    expect(otherSent).toBeLessThan(bus.sentIds.lastIndexOf(keyed[2]?.eventId ?? ''));
  });

  it('keeps every key in order through a backlog of many batches with the bus failing now and then', async () => {
    const keys = ['menu/main', 'order/1', 'order/2', 'order/3'];
    const rows = Array.from({ length: 400 }, (_, n) =>
      anOutboxRow({ subject: keys[n % 7] ?? 'menu/main', sequence: n }),
    );
    await emit(...rows);
    let calls = 0;
    const bus = new RecordingBus(() => {
      calls += 1;
      if (calls % 23 === 0) away();
      if (calls % 31 === 0) throw new MessageRefused('not now');
    });
    relayTo(bus, { timing: { window: 10, refusedMs: 1, busBackoffMs: { first: 2, last: 4 } } });
    await moved(400);
    const sequences = new Map(rows.map((row) => [row.eventId, row]));
    const confirmed = bus.confirmed.map((id) => sequences.get(id));
    for (const key of keys) {
      const of = confirmed.filter((row) => row?.subject === key).map((row) => row?.sequence ?? -1);
      expect(of).toEqual([...of].sort((a, b) => a - b));
      expect(new Set(of).size).toBe(of.length);
    }
  });

  it('sends again, with the same id, what was confirmed but not moved when its process died', async () => {
    const row = anOutboxRow();
    await emit(row);
    const reached = gate();
    const confirmedAtLast = gate();
    const dying = new RecordingBus(async () => {
      reached.open();
      await confirmedAtLast.opened;
    });
    const first = relayTo(dying, { timing: { drainMs: 0 } });
    await reached.opened;
    await first.stop();
    confirmedAtLast.open();
    expect(await idsIn('outbox')).toEqual([row.eventId]);
    const bus = new RecordingBus();
    relayTo(bus);
    await moved(1);
    expect([dying.sentIds, bus.sentIds]).toEqual([[row.eventId], [row.eventId]]);
  });

  it('keeps all rows while the bus is away, tries gently, and sends all when it is back', async () => {
    const rows = Array.from({ length: 100 }, (_, n) => anOutboxRow({ subject: `order/${n}` }));
    const bus = new RecordingBus(away);
    relayTo(bus, { timing: { busBackoffMs: { first: 10, last: 20 } } });
    await emit(...rows);
    await bus.until(() => bus.sent.length >= 110);
    expect(await idsIn('outbox')).toHaveLength(100);
    expect(await idsIn('outbox_parked')).toEqual([]);
    bus.answer = () => undefined;
    await moved(100);
  });

  it('parks an event that the bus refuses five times, goes on with its key, and sends it when released', async () => {
    const [refused, next] = [anOutboxRow({ sequence: 1 }), anOutboxRow({ sequence: 2 })];
    const bus = new RecordingBus(({ id }) => {
      if (id === refused.eventId) throw new MessageRefused('403: not permitted');
    });
    relayTo(bus, { timing: { refusedMs: 1 } });
    await emit(refused, next);
    await moved(1);
    const tries = bus.sentIds.filter((id) => id === refused.eventId);
    expect(tries).toHaveLength(5);
    const parked = await parkedEvents(test.database).list();
    expect(parked.map(({ eventId, error }) => [eventId, error])).toEqual([[refused.eventId, '403: not permitted']]);
    bus.answer = () => undefined;
    expect(await parkedEvents(test.database).release(refused.eventId)).toBe(true);
    await moved(2);
    expect(await parkedEvents(test.database).list()).toEqual([]);
  });

  it('sends all parked events of a key in their order when an operator releases them', async () => {
    const rows = [1, 2, 3].map((sequence) => anOutboxRow({ sequence }));
    const bus = new RecordingBus(() => {
      throw new MessageRefused('403: not permitted');
    });
    relayTo(bus, { timing: { refusedMs: 1 } });
    await emit(...rows);
    await eventually(async () => (await idsIn('outbox_parked')).length === 3);
    bus.answer = () => undefined;
    expect(await parkedEvents(test.database).releaseAll()).toBe(3);
    await moved(3);
    expect(bus.confirmed).toEqual(rows.map(({ eventId }) => eventId));
    expect(await parkedEvents(test.database).releaseAll()).toBe(0);
  });

  it('finishes what is in hand when it stops, and takes nothing more', async () => {
    const slow = gate();
    const bus = new RecordingBus(() => slow.opened);
    const relay = relayTo(bus);
    const row = anOutboxRow();
    await emit(row);
    await bus.until(() => bus.sent.length === 1);
    const stopping = relay.stop();
    await emit(anOutboxRow({ subject: 'order/2' }));
    slow.open();
    await stopping;
    expect(bus.sentIds).toEqual([row.eventId]);
    expect(await idsIn('published')).toEqual([row.eventId]);
    expect(await idsIn('outbox')).toHaveLength(1);
  });

  it('connects ever more slowly while its work fails right after it has connected, until a round comes to its end', async () => {
    const { clock, pauses } = hurriedClock();
    const said: string[] = [];
    const log = { ...silent, info: (_: object, line: string) => void said.push(line), warn: silent.warn };
    const times = (line: string) => said.filter((text) => text === line).length;
    const { sql } = test.database;
    await sql.schema.renameTable('outbox', 'outbox_away');
    const bus = new RecordingBus();
    relayTo(bus, { clock, log, timing: { electionMs: 10 } });
    await eventually(() => times('This relay leads') === 8);
    expect(Math.max(...pauses)).toBeGreaterThanOrEqual(2_500);
    await sql.schema.renameTable('outbox_away', 'outbox');
    await emit(anOutboxRow());
    await moved(1);
    expect(times('The relay is at work again')).toBe(1);
  });
});
