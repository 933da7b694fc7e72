import type { EventDefinition } from '@pizzeria/bus';
import { type Channel, NotificationFailed, OrderEstimateChanged, OrderReady, OrderRecalled } from '@pizzeria/contracts';
import { startTestService, testClock, type TestService } from '@pizzeria/service/testing';
import { notifications } from './service';
import { openOutside, type Outside } from './testing/outside';
import { served } from './testing/served';

const manager = { sms: { MANAGER_PHONE: '+14155550199' }, email: { MANAGER_EMAIL: 'manager@example.com' } };

interface Example {
  readonly customer?: { readonly phone?: string; readonly email?: string };
}

/** An example of the event that asks this channel alone for a message. */
const asking = (event: EventDefinition, channel: Channel): object => {
  const late = event === OrderEstimateChanged ? { newEstimate: '2026-03-14T19:10:00.000Z' } : {};
  const example: Example = { ...(event.example as Example), ...late };
  if (!example.customer) return example;
  const { phone, email, ...customer } = example.customer;
  return { ...example, customer: { ...customer, ...(channel === 'sms' ? { phone } : { email }) } };
};

const handlers = (['sms', 'email'] as const).flatMap((channel) =>
  (notifications.subscriptions[channel]?.handlers ?? [])
    .filter(({ event }) => event !== NotificationFailed)
    .map(({ event }) => [event.name, channel, event] as const),
);

describe.each(handlers)('what is said because of %s by %s', (name, channel, event) => {
  let outside: Outside;
  let service: TestService;
  beforeAll(async () => {
    outside = await openOutside();
    service = await startTestService(notifications, {
      environment: { ...outside.environment, ...manager[channel] },
      clock: testClock(new Date()),
    });
    if (name === OrderRecalled.name) await publish(OrderReady, OrderRecalled.example.readySequence);
  });
  afterAll(async () => {
    await service.stop();
    await outside.close();
  });

  const publish = (said: EventDefinition, sequence: number, id?: string) =>
    service.publishForeign(said, asking(said, channel), { sequence, id });
  const arrived = () => (channel === 'sms' ? outside.twilio.taken : outside.mail.taken).length;
  const messages = () => service.database.sql('messages').orderBy('id', 'desc').first<{ id: string; state: string }>();
  /** What a killed process leaves behind: a claim whose time is over, and no word of its end. */
  const dieWithClaim = async () => {
    const { id = '' } = (await messages()) ?? {};
    const over = { state: 'claimed', claimed_until: new Date(0), provider_id: null, sent_at: null };
    await service.database.sql('messages').where({ id }).update(over);
    await service.database.sql('inbox').delete();
  };

  it('is said once, however often and at whatever time it comes', async () => {
    await served(service);
    const before = arrived();
    const id = await publish(event, 9);
    await Promise.all([publish(event, 9, id), publish(event, 9, id), publish(event, 9)]);
    await served(service);
    await publish(event, 9);
    await served(service);
    expect(arrived()).toBe(before + 1);
    expect(await messages()).toMatchObject({ state: 'sent' });
    expect(await service.deadLetters()).toEqual([]);
  });

  it('is not said again when its process died after the provider took it', async () => {
    const before = arrived();
    await dieWithClaim();
    await publish(event, 9);
    await served(service);
    expect(arrived()).toBe(before);
    expect(await messages()).toMatchObject({ state: channel === 'sms' ? 'sent' : 'uncertain' });
  });
});

describe('every message', () => {
  it('is asked for by a handler that is looked at here', () => {
    const all = Object.values(notifications.subscriptions).flatMap((subscription) => subscription.handlers);
    expect(handlers).toHaveLength(all.length - 1);
  });
});
