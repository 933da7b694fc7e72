import { MessageRefused, systemClock } from '@pizzeria/bus';
import type { Attributes, BatchObservableCallback, Meter, Observable } from '@opentelemetry/api';
import { createNoopMeter } from '@opentelemetry/api';
import { deadLetters } from '../dead-letters/dead-letters';
import { silent } from '../log';
import { anOutboxRow, testDatabase } from '../testing';
import { away, RecordingBus } from './bus.fixture';
import { startRelay } from './relay';

/** Reads instruments as an exporter would. */
const readableMeter = () => {
  const names = new Map<unknown, string>();
  const callbacks = new Set<BatchObservableCallback>();
  const counted: [string, number, Attributes | undefined][] = [];
  const noop = createNoopMeter();
  const meter: Meter = Object.assign(Object.create(noop) as Meter, {
    createCounter: (name: string) => ({ add: (n: number, by?: Attributes) => void counted.push([name, n, by]) }),
    createObservableGauge: (name: string) => {
      const gauge = { addCallback: () => undefined, removeCallback: () => undefined };
      names.set(gauge, name);
      return gauge;
    },
    addBatchObservableCallback: (callback: BatchObservableCallback) => void callbacks.add(callback),
    removeBatchObservableCallback: (callback: BatchObservableCallback) => void callbacks.delete(callback),
  });
  const read = async (): Promise<Record<string, number>> => {
    const seen: Record<string, number> = {};
    const observe = (gauge: Observable, value: number) => void (seen[names.get(gauge) ?? ''] = value);
    for (const callback of callbacks) await callback({ observe });
    return seen;
  };
  return { meter, read, counted };
};

it('shows the leader, what waits and how long, what is parked and what is dead', async () => {
  const test = await testDatabase({ name: 'metrics' });
  const { meter, read, counted } = readableMeter();
  const refused = anOutboxRow({ subject: 'order/refused', createdAt: new Date() });
  const sent = anOutboxRow({ subject: 'order/sent', routingKey: 'order.placed.v2', createdAt: new Date() });
  const waiting = anOutboxRow({ subject: 'order/waiting', createdAt: new Date(Date.now() - 60_000) });
  const bus = new RecordingBus(({ id }) => {
    if (id === refused.eventId) throw new MessageRefused('403');
    if (id === waiting.eventId) away();
  });
  await deadLetters(test.database).add({
    queue: 'orders.progress',
    messageId: refused.eventId,
    routingKey: 'order.ready.v1',
    body: Buffer.from('{}'),
    marks: { reason: 'rejected' },
    receivedAt: new Date(),
  });
  const relay = startRelay({
    database: test.database,
    databaseUrl: test.url,
    service: 'orders',
    publish: bus.publish,
    clock: systemClock,
    log: silent,
    meter,
    timing: { refusedMs: 1, sampleMs: 10, busBackoffMs: { first: 5, last: 10 } },
  });
  await test.database.transaction(async () => test.database.enqueue([refused, sent, waiting]));
  let shown = await read();
  while (shown['pizzeria.outbox.pending'] !== 1 || shown['pizzeria.outbox.parked'] !== 1) {
    await new Promise((resolve) => setTimeout(resolve, 10));
    shown = await read();
  }
  expect(shown).toMatchObject({ 'pizzeria.outbox.leader': 1, 'pizzeria.dead_letters': 1 });
  expect(shown['pizzeria.outbox.oldest_age']).toBeGreaterThanOrEqual(60);
  expect(counted).toEqual([['pizzeria.event.published', 1, { service: 'orders', event: 'order.placed' }]]);
  await relay.stop();
  expect(await read()).toEqual({});
  await test.drop();
});
