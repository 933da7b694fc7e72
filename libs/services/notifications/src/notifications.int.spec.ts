import { until } from '@pizzeria/bus/testing';
import { NotificationFailed, NotificationSent, OrderPlaced, OrderReady } from '@pizzeria/contracts';
import { startTestService, testClock, type TestService, type TestServiceOptions } from '@pizzeria/service/testing';
import { notifications } from './service';
import { adasOrder, adasReadyOrder, manyTries } from './testing/claims';
import { served } from './testing/served';
import { type MailServer, mailServer } from './testing/mail-server';
import { type TwilioServer, twilioServer } from './testing/twilio-server';

interface Listed {
  readonly items: readonly { kind: string; channel: string; state: string; text: string; lastError?: string }[];
  readonly nextCursor?: string;
}

const order = adasOrder();
const { orderId } = order;

describe('messages to customers', () => {
  let twilio: TwilioServer;
  let mail: MailServer;
  let service: TestService | undefined;

  beforeEach(async () => {
    [twilio, mail] = await Promise.all([twilioServer(), mailServer()]);
  });
  afterEach(async () => {
    await service?.stop();
    service = undefined;
    await Promise.all([twilio.close(), mail.close()]);
  });

  const start = async (options: TestServiceOptions = {}) =>
    (service = await startTestService(notifications, { clock: testClock(new Date()), ...options }));
  const providers = () => ({
    TWILIO_ACCOUNT_SID: twilio.accountSid,
    TWILIO_AUTH_TOKEN: twilio.authToken,
    TWILIO_FROM: '+14155550100',
    TWILIO_BASE_URL: twilio.url,
    SMTP_URL: mail.url,
    MAIL_FROM: 'hello@example.com',
    READY_DELAY_SECONDS: '0',
  });
  const listed = async ({ call }: TestService, query = `orderId=${orderId}`) =>
    (await call<Listed>('GET', `/api/notifications?${query}`, { as: 'manager' })).body;
  const statesIn = async (running: TestService) =>
    Object.fromEntries((await listed(running)).items.map(({ kind, channel, state }) => [`${kind} ${channel}`, state]));

  it('go by SMS and by e-mail when an order is placed and when it is ready', async () => {
    const running = await start({ environment: providers() });
    await running.publishForeign(OrderPlaced, order);
    await running.publishForeign(OrderReady, adasReadyOrder(), { sequence: 2 });
    await running.settled();
    expect(twilio.taken.map(({ to }) => to)).toEqual(['+14155550123', '+14155550123']);
    expect(mail.recipients).toEqual(['ada@example.com', 'ada@example.com']);
    expect(await statesIn(running)).toEqual({
      'order-confirmed sms': 'sent',
      'order-confirmed email': 'sent',
      'order-ready sms': 'sent',
      'order-ready email': 'sent',
    });
    const sent = running.published(NotificationSent).map(({ data }) => `${data.kind} by ${data.provider}`);
    expect(sent.sort()).toEqual([
      'order-confirmed by smtp',
      'order-confirmed by twilio',
      'order-ready by smtp',
      'order-ready by twilio',
    ]);
  });

  it('are only recorded where no provider is configured', async () => {
    const running = await start();
    await running.publishForeign(OrderPlaced, order);
    await running.settled();
    const { items } = await listed(running);
    expect(items.map(({ state }) => state)).toEqual(['recorded', 'recorded']);
    expect(items.find(({ channel }) => channel === 'sms')?.text).toContain('order #42 confirmed. Total $31.98.');
  });

  it('go to nobody who gave no address for them', async () => {
    const running = await start();
    await running.publishForeign(OrderPlaced, adasOrder({ customer: { name: 'Ada', phone: '+14155550123' } }));
    await running.settled();
    expect(await statesIn(running)).toEqual({ 'order-confirmed sms': 'recorded' });
  });

  it('go out by e-mail while SMS fails, and by SMS once its provider is back', async () => {
    twilio.mood = { status: 503 };
    const running = await start({ environment: providers(), ladder: manyTries });
    await running.publishForeign(OrderPlaced, order);
    await until('the e-mail is sent', async () => (await statesIn(running))['order-confirmed email'] === 'sent');
    await until('SMS failed twice', () => twilio.requests >= 2);
    expect(twilio.taken).toEqual([]);
    twilio.mood = 'takes';
    await running.settled();
    expect(twilio.taken).toHaveLength(1);
    expect(await statesIn(running)).toEqual({ 'order-confirmed sms': 'sent', 'order-confirmed email': 'sent' });
    expect(mail.taken).toHaveLength(1);
  });

  it('are given up when the number is refused for ever, and say so', async () => {
    twilio.mood = { status: 400, code: 21211 };
    const running = await start({ environment: providers() });
    await running.publishForeign(OrderPlaced, order);
    await served(running);
    expect(twilio.requests).toBe(1);
    expect(await statesIn(running)).toEqual({ 'order-confirmed sms': 'failed', 'order-confirmed email': 'sent' });
    expect(running.published(NotificationFailed).map(({ data }) => data)).toMatchObject([
      { orderId, kind: 'order-confirmed', channel: 'sms', code: '21211', permanent: true },
    ]);
    const [letter] = await running.deadLetters();
    expect(letter).toMatchObject({ queue: 'notifications.sms', reason: 'rejected' });
    expect(letter?.error).not.toContain('4155550123');
  });

  it('are given up when every try failed, and may be tried again from the dead letters', async () => {
    mail.mood = { refusesRecipient: 450 };
    const running = await start({ environment: providers() });
    const id = await running.publishForeign(OrderPlaced, order);
    await running.settled();
    expect(await statesIn(running)).toEqual({ 'order-confirmed sms': 'sent', 'order-confirmed email': 'failed' });
    expect(running.published(NotificationFailed)).toMatchObject([{ data: { code: 'smtp-450', permanent: false } }]);
    mail.mood = 'takes';
    await running.publishForeign(OrderPlaced, order, { id });
    await running.settled();
    expect(await statesIn(running)).toEqual({ 'order-confirmed sms': 'sent', 'order-confirmed email': 'sent' });
    expect(mail.taken).toHaveLength(1);
    expect(twilio.taken).toHaveLength(1);
  });

  it.each([
    ['never took', 'breaks'],
    ['took', 'takes-and-breaks'],
  ] as const)('are sent once when the provider %s the message and its answer is lost', async (_, mood) => {
    twilio.mood = mood;
    const running = await start({ environment: providers(), ladder: manyTries });
    await running.publishForeign(OrderPlaced, order);
    await until('the answer was lost', () => twilio.requests >= 1);
    twilio.mood = 'takes';
    await running.settled();
    expect(twilio.taken).toHaveLength(1);
    expect((await statesIn(running))['order-confirmed sms']).toBe('sent');
  });

  it('are shown page by page, to staff only', async () => {
    const running = await start();
    for (const sequence of [1, 2, 3]) await running.publishForeign(OrderPlaced, order, { sequence });
    await running.settled();
    const first = await listed(running, 'limit=4');
    expect(first.items).toHaveLength(4);
    const rest = await listed(running, `limit=4&cursor=${first.nextCursor}`);
    expect(rest.items).toHaveLength(2);
    expect(rest.nextCursor).toBeUndefined();
    expect((await running.call('GET', '/api/notifications')).status).toBe(401);
    expect((await running.call('GET', '/api/notifications?orderId=42', { as: 'kitchen' })).status).toBe(400);
  });
});
