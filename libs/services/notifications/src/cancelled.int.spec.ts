import { until } from '@pizzeria/bus/testing';
import { NotificationFailed, OrderCancelled, OrderPlaced, OrderReady } from '@pizzeria/contracts';
import { startTestService, testClock, type TestService } from '@pizzeria/service/testing';
import { adasOrder, adasReadyOrder, manyTries } from './testing/claims';
import { openOutside, type Outside } from './testing/outside';
import { served } from './testing/served';
import { notifications } from './service';

describe('an order that is cancelled', () => {
  let outside: Outside;
  let service: TestService;
  beforeEach(async () => {
    outside = await openOutside();
  });
  afterEach(async () => {
    await service.stop();
    await outside.close();
  });

  const start = async (environment: Readonly<Record<string, string>> = {}) => {
    service = await startTestService(notifications, {
      environment: { ...outside.environment, ...environment },
      clock: testClock(new Date()),
      ladder: manyTries,
    });
  };
  const cancel = () => service.publishForeign(OrderCancelled, OrderCancelled.example, { sequence: 2 });
  const said = () => outside.twilio.taken.map(({ body }) => /confirmed|ready|cancelled/.exec(body)?.[0]);
  const mailed = () => outside.mail.taken.map((mail) => /Subject: Order #42 (?:is )?(\w+)/.exec(mail)?.[1]);
  const states = async () =>
    (await service.database.sql('messages').orderBy(['kind', 'channel'])).map(
      ({ kind, channel, state }: Record<string, string>) => `${kind} ${channel} ${state}`,
    );

  it('is not announced as ready when it was called off while the news waited', async () => {
    await start({ READY_DELAY_SECONDS: '20' });
    await service.publishForeign(OrderReady, adasReadyOrder(), { sequence: 4 });
    await until('both channels wait', () => service.counts.retried >= 2);
    await cancel();
    await until('the cancellation is told', async () => said().length + mailed().length === 2);
    service.clock.advance(20_000);
    await served(service);
    expect([said(), mailed()]).toEqual([['cancelled'], ['cancelled']]);
    expect(await states()).toEqual([
      'order-cancelled email sent',
      'order-cancelled sms sent',
      'order-ready email withdrawn',
      'order-ready sms withdrawn',
    ]);
  });

  it('is not confirmed afterwards by a try that had to be repeated', async () => {
    outside.twilio.mood = { status: 503 };
    await start();
    await service.publishForeign(OrderPlaced, adasOrder());
    await until('the confirmation failed', () => outside.twilio.requests >= 1);
    await cancel();
    await until('the confirmation is taken back', async () => (await states()).join().includes('withdrawn'));
    outside.twilio.mood = 'takes';
    await served(service);
    expect(said()).toEqual(['cancelled']);
    expect(await states()).toEqual([
      'order-cancelled email sent',
      'order-cancelled sms sent',
      'order-confirmed email sent',
      'order-confirmed sms withdrawn',
    ]);
  });

  it('is not announced by the e-mail that takes the place of an SMS', async () => {
    await start();
    await service.publishForeign(OrderReady, adasReadyOrder(), { sequence: 4 });
    await served(service);
    await service.database.sql('messages').where({ channel: 'email' }).delete();
    await cancel();
    await served(service);
    const sms = await service.database.sql('messages').where({ kind: 'order-ready' }).first<{ id: string }>();
    const failed = { ...NotificationFailed.example, notificationId: sms.id, channel: 'sms' } as const;
    await service.publishForeign(NotificationFailed, failed);
    await served(service);
    expect(mailed()).toEqual(['ready', 'cancelled']);
  });
});
