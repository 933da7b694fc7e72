import { until } from '@pizzeria/bus/testing';
import { OrderRecalled, OrderReady } from '@pizzeria/contracts';
import { startTestService, testClock, type TestService } from '@pizzeria/service/testing';
import { adasReadyOrder } from './testing/claims';
import { openOutside, type Outside } from './testing/outside';
import { served } from './testing/served';
import { notifications } from './service';

const ready = adasReadyOrder();
const recalled = OrderRecalled.example;

describe('the news that an order is ready', () => {
  let outside: Outside;
  let service: TestService;
  beforeEach(async () => {
    outside = await openOutside();
  });
  afterEach(async () => {
    await service.stop();
    await outside.close();
  });

  const start = async (delaySeconds: number) => {
    const environment = { ...outside.environment, READY_DELAY_SECONDS: String(delaySeconds) };
    service = await startTestService(notifications, { environment, clock: testClock(new Date()) });
  };
  const said = () => outside.twilio.taken.map(({ body }) => /is ready!|not ready/.exec(body)?.[0]);
  const mailed = () => outside.mail.taken.map((mail) => /Subject: Order #42 (is .*) -/.exec(mail)?.[1]);
  const sayReady = (sequence: number) => service.publishForeign(OrderReady, ready, { sequence });
  const recall = (sequence: number, readySequence: number) =>
    service.publishForeign(OrderRecalled, { ...recalled, readySequence }, { sequence });
  const states = async () => {
    const { body } = await service.call<{ items: { kind: string; channel: string; state: string }[] }>(
      'GET',
      '/api/notifications',
      { as: 'manager' },
    );
    return body.items.map(({ kind, channel, state }) => `${kind} ${channel} ${state}`).sort();
  };

  it('waits a little, counts no failed try for that, and then goes out', async () => {
    await start(20);
    await sayReady(4);
    await until('both channels wait', () => service.counts.retried >= 2);
    expect(await states()).toEqual([]);
    service.clock.advance(20_000);
    await service.settled();
    expect(said()).toEqual(['is ready!']);
    expect(mailed()).toEqual(['is ready']);
    const inbox = await service.database.sql('inbox').pluck<number[]>('attempts');
    expect(inbox).toEqual([1, 1]);
  });

  it('reaches nobody when it is recalled before it went out', async () => {
    await start(20);
    await sayReady(4);
    await recall(5, 4);
    await served(service);
    expect([said(), mailed()]).toEqual([[], []]);
    expect(await states()).toEqual(['order-ready email withdrawn', 'order-ready sms withdrawn']);
  });

  it('reaches nobody when its recall is heard first', async () => {
    await start(0);
    await recall(5, 4);
    await service.settled();
    await sayReady(4);
    await service.settled();
    expect([said(), mailed()]).toEqual([[], []]);
  });

  it('is corrected once where it has been read', async () => {
    await start(0);
    await sayReady(4);
    await service.settled();
    for (const _ of ['recalled', 'told again']) await recall(5, 4);
    await served(service);
    expect(said()).toEqual(['is ready!', 'not ready']);
    expect(mailed()).toEqual(['is ready', 'is not ready yet']);
  });

  it('is corrected on the channel alone that it took', async () => {
    outside.twilio.mood = { status: 400, code: 21211 };
    await start(0);
    await sayReady(4);
    await served(service);
    outside.twilio.mood = 'takes';
    await recall(5, 4);
    await served(service);
    expect(said()).toEqual([]);
    expect(mailed()).toEqual(['is ready', 'is not ready yet']);
  });

  it('goes out again when the order is ready again', async () => {
    await start(0);
    for (const [happens, sequence] of [
      [sayReady, 4],
      [recall, 5],
      [sayReady, 6],
    ] as const) {
      await happens(sequence, 4);
      await served(service);
    }
    expect(said()).toEqual(['is ready!', 'not ready', 'is ready!']);
  });

  it('is not denied by a recall that is heard after the order was ready again', async () => {
    await start(0);
    await sayReady(4);
    await sayReady(6);
    await served(service);
    await recall(5, 4);
    await served(service);
    expect(said()).toEqual(['is ready!', 'is ready!']);
  });
});
