import { systemClock } from '@pizzeria/bus';
import { silent } from '../log';
import { anOutboxRow, testDatabase } from '../testing';
import { RecordingBus } from './bus.fixture';
import { startRelay } from './relay';

const EVENTS = 300;

/** Milliseconds to send a backlog over a bus that confirms after 10 ms, as one across a network that stores does. */
const sendBacklog = async (window: number): Promise<number> => {
  const test = await testDatabase({ name: 'speed' });
  const rows = Array.from({ length: EVENTS }, (_, n) => anOutboxRow({ subject: `order/${n}` }));
  await test.database.transaction(async () => test.database.enqueue(rows));
  const bus = new RecordingBus(() => new Promise((resolve) => setTimeout(resolve, 10)));
  const began = performance.now();
  const relay = startRelay({
    database: test.database,
    databaseUrl: test.url,
    service: 'orders',
    publish: bus.publish,
    clock: systemClock,
    log: silent,
    timing: { window },
  });
  await bus.until(() => bus.confirmed.length === EVENTS);
  const took = performance.now() - began;
  await relay.stop();
  const { rows: left } = await test.database.sql.raw<{ rows: { count: number }[] }>('SELECT count(*) FROM outbox');
  expect(left[0]?.count).toBe(0);
  await test.drop();
  return took;
};

it('sends many times faster than one event at a time', async () => {
  const oneByOne = await sendBacklog(1);
  // The best of some: it is over so soon that a moment's pause of the machine would be most of it.
  const pipelined = Math.min(await sendBacklog(500), await sendBacklog(500), await sendBacklog(500));
  const perSecond = (ms: number) => Math.round((EVENTS / ms) * 1_000);
  process.stdout.write(`relay: ${perSecond(oneByOne)} events/s one by one, ${perSecond(pipelined)} pipelined\n`);
  expect(oneByOne / pipelined).toBeGreaterThan(5);
});
