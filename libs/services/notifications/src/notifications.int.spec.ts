import { until } from '@pizzeria/bus/testing';
import {
  InventoryLow,
  NotificationFailed,
  NotificationSent,
  OrderEstimateChanged,
  OrderOutForDelivery,
  OrderPlaced,
  OrderReady,
  OrderUnattended,
  PurchaseOrderPlaced,
} from '@pizzeria/contracts';
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
const late = { ...OrderEstimateChanged.example, newEstimate: '2026-03-14T19:10:00.000Z' };
const otherId = '01995f2a-7c00-7000-8000-000000000002';

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
    SMS_PER_SECOND: '1000',
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

  it('that are late go by SMS, and by e-mail only to those whom no SMS reaches', async () => {
    const running = await start({ environment: providers() });
    const { phone: _, ...unreachable } = late.customer;
    await running.publishForeign(OrderEstimateChanged, late, { sequence: 3 });
    await running.publishForeign(OrderEstimateChanged, { ...late, orderId: otherId, customer: unreachable });
    await running.settled();
    expect(twilio.taken.map(({ to }) => to)).toEqual(['+14155550123']);
    expect(mail.recipients).toEqual(['ada@example.com']);
  });

  it('that are late are said once, and not of what is hardly late', async () => {
    const running = await start({ environment: providers() });
    const hardly = { ...late, newEstimate: '2026-03-14T18:55:00.000Z' };
    for (const [estimate, sequence] of [
      [hardly, 3],
      [late, 4],
      [{ ...late, newEstimate: '2026-03-14T19:40:00.000Z' }, 5],
    ] as const) {
      await running.publishForeign(OrderEstimateChanged, estimate, { sequence });
      await running.settled();
    }
    expect(twilio.taken.map(({ body }) => body)).toEqual([
      expect.stringContaining('order #42 takes longer. We now expect it at 15:10'),
    ]);
  });

  it('that are late are said once, also where the SMS was refused and an e-mail went', async () => {
    twilio.mood = { status: 400, code: 21211 };
    const running = await start({ environment: providers() });
    const id = await running.publishForeign(OrderEstimateChanged, late, { sequence: 4 });
    await served(running);
    twilio.mood = 'takes';
    await running.publishForeign(OrderEstimateChanged, late, { sequence: 5 });
    await served(running);
    expect(mail.recipients).toEqual(['ada@example.com']);
    expect([twilio.requests, twilio.taken.length]).toEqual([1, 0]);
    await running.publishForeign(OrderEstimateChanged, late, { sequence: 4, id });
    await served(running);
    expect(twilio.taken).toHaveLength(1);
  });

  it('go by e-mail instead when every try of the SMS failed, and that failure is said all the same', async () => {
    twilio.mood = { status: 503 };
    const running = await start({ environment: providers() });
    await running.publishForeign(OrderOutForDelivery, OrderOutForDelivery.example);
    await running.settled();
    expect(await statesIn(running)).toEqual({ 'order-on-its-way sms': 'failed', 'order-on-its-way email': 'sent' });
    expect(running.published(NotificationFailed)).toMatchObject([{ data: { code: 'http-503', permanent: false } }]);
    expect(mail.recipients).toEqual(['ada@example.com']);
  });

  it('go by e-mail in time when the provider of SMS asks for time again and again', async () => {
    twilio.mood = { status: 503, retryAfter: '0.1' };
    const running = await start({ environment: providers(), ladder: manyTries });
    await running.publishForeign(OrderOutForDelivery, OrderOutForDelivery.example);
    await until('the provider has asked for time', () => twilio.requests >= 1);
    running.clock.advance(31 * 60_000);
    await served(running);
    expect(await statesIn(running)).toEqual({ 'order-on-its-way sms': 'failed', 'order-on-its-way email': 'sent' });
    expect(running.published(NotificationFailed)).toMatchObject([{ data: { code: 'too-old', permanent: true } }]);
    expect(mail.recipients).toEqual(['ada@example.com']);
  });

  it('are given up, and replaced by nothing, when what they say is old news', async () => {
    const running = await start({ environment: providers() });
    const time = new Date(running.clock.now().getTime() - 61 * 60_000);
    await running.publishForeign(OrderOutForDelivery, OrderOutForDelivery.example, { time });
    await served(running);
    expect(await statesIn(running)).toEqual({ 'order-on-its-way sms': 'failed', 'order-on-its-way email': 'failed' });
    expect([twilio.requests, mail.taken.length]).toEqual([0, 0]);
    expect(await running.deadLetters()).toEqual([]);
  });

  it('to the manager are sent to whoever the settings name, and to nobody else', async () => {
    const nobody = await start({ environment: providers() });
    await nobody.publishForeign(InventoryLow, InventoryLow.example);
    await nobody.settled();
    expect((await listed(nobody, 'kind=low-stock')).items).toEqual([]);
    await nobody.stop();
    const manager = { MANAGER_PHONE: '+14155550199', MANAGER_EMAIL: 'manager@example.com' };
    const running = await start({ environment: { ...providers(), ...manager } });
    await running.publishForeign(InventoryLow, InventoryLow.example);
    for (const sequence of [1, 2]) await running.publishForeign(OrderUnattended, OrderUnattended.example, { sequence });
    await running.settled();
    expect(twilio.taken.map(({ to }) => to)).toEqual(Array.from({ length: 3 }, () => '+14155550199'));
    expect(mail.recipients).toEqual(Array.from({ length: 3 }, () => 'manager@example.com'));
    expect((await listed(running, 'kind=low-stock&channel=sms')).items).toMatchObject([
      { about: 'ingredient/mozzarella', state: 'sent' },
    ]);
  });

  it('to a supplier without an address go to the manager, who can pass them on', async () => {
    const running = await start({ environment: { ...providers(), MANAGER_EMAIL: 'manager@example.com' } });
    const { email: _, ...supplier } = PurchaseOrderPlaced.example.supplier;
    await running.publishForeign(PurchaseOrderPlaced, PurchaseOrderPlaced.example);
    await running.publishForeign(PurchaseOrderPlaced, { ...PurchaseOrderPlaced.example, supplier }, { sequence: 2 });
    await running.settled();
    expect([...mail.recipients].sort()).toEqual(
      [PurchaseOrderPlaced.example.supplier.email, 'manager@example.com'].sort(),
    );
  });

  it('all wait when the provider asks one of them for time', async () => {
    twilio.mood = { status: 429, code: 20429, retryAfter: '1' };
    const running = await start({ environment: providers(), ladder: manyTries });
    await running.publishForeign(OrderPlaced, order);
    await until('the provider has asked for time', () => twilio.requests === 1);
    twilio.mood = 'takes';
    const pausedAt = performance.now();
    for (const sequence of [2, 3]) await running.publishForeign(OrderPlaced, order, { sequence });
    await until('all are sent', () => {
      running.clock.advance(50);
      return twilio.taken.length === 3;
    });
    expect(performance.now() - pausedAt).toBeGreaterThan(900);
    expect(twilio.requests).toBe(4);
  });

  it('can be read beforehand, by the manager alone', async () => {
    const running = await start({ environment: { SHOP_NAME: 'Da Bruno & <Ada>' } });
    const templates = '/api/notifications/templates';
    const { body } = await running.call<{ items: { kind: string; channels: string[]; variants: string[] }[] }>(
      'GET',
      templates,
      { as: 'manager' },
    );
    expect(body.items).toHaveLength(10);
    const read = async (path: string) => (await running.call('GET', `${templates}/${path}`, { as: 'manager' })).body;
    const texts = new Set<unknown>();
    for (const { kind, channels, variants } of body.items)
      for (const [channel, variant] of channels.flatMap((by) => variants.map((one) => [by, one] as const))) {
        const shown = await running.call('GET', `${templates}/${kind}/${channel}?variant=${variant}`, {
          as: 'manager',
        });
        expect(shown).toMatchObject({
          status: 200,
          body: { kind, channel, variant, text: expect.stringContaining('Da Bruno & <Ada>') },
        });
        expect(texts).not.toContain(shown.body['text']);
        texts.add(shown.body['text']);
        if (variant === variants[0]) expect(await read(`${kind}/${channel}`)).toEqual(shown.body);
        if (channel === 'email') expect(shown.body['html']).toContain('Da Bruno &amp; &lt;Ada&gt;');
        else expect(shown.body['length']).toEqual({ encoding: 'gsm-7', parts: 1 });
      }
    const preview = `${templates}/receipt/email`;
    expect((await running.call('GET', preview, { as: 'kitchen' })).status).toBe(403);
    expect(await read('receipt/email?variant=refunded-to-card')).toMatchObject({
      text: expect.stringContaining('back to your card'),
    });
    expect(await read('receipt/email?variant=bribe')).toMatchObject({ status: 404, code: 'variant-unknown' });
    expect((await running.call('GET', `${templates}/receipt/sms`, { as: 'manager' })).body).toMatchObject({
      status: 404,
      code: 'channel-not-taken',
    });
    expect((await running.call('GET', `${templates}/spam/sms`, { as: 'manager' })).status).toBe(400);
  });
});
