import { until } from '@pizzeria/bus/testing';
import { mailServer, twilioServer, type MailServer, type TwilioServer } from '@pizzeria/notifications/testing';
import { handlersOf } from './testing/handlers';
import { describeInBothModes } from './testing/modes';
import { openShop, type Shop } from './testing/open-shop';
import { anOrder, type PlacedOrder } from './testing/orders';

const confirmBySms = 'order.placed in notifications.sms';

describeInBothModes('with an SMS provider in trouble', (mode) => {
  let twilio: TwilioServer;
  let mail: MailServer;
  let shop: Shop;
  beforeAll(async () => {
    [twilio, mail] = await Promise.all([twilioServer(), mailServer()]);
    shop = await openShop(mode, {
      environment: {
        // Each pause as long as all before it: the provider may be away for a minute, and is met soon after its return.
        RETRY_LADDER_MS: '250,500,1000,2000,4000,8000,16000,32000',
        TWILIO_ACCOUNT_SID: twilio.accountSid,
        TWILIO_AUTH_TOKEN: twilio.authToken,
        TWILIO_FROM: '+14155550100',
        TWILIO_BASE_URL: twilio.url,
        SMTP_URL: mail.url,
        MAIL_FROM: 'hello@example.com',
      },
    });
  });
  afterAll(async () => {
    twilio.breakOff();
    await shop.close();
    await Promise.all([twilio.close(), mail.close()]);
  });

  const place = async (changes = {}): Promise<PlacedOrder> => {
    const { status, body } = await shop.call<PlacedOrder>('POST', '/api/orders', { body: anOrder(changes) });
    expect(status).toBe(201);
    return body;
  };
  const confirmation = async (id: string, channel: 'sms' | 'email') => {
    const path = `/api/notifications?orderId=${id}`;
    const { body } = await shop.call<{ items: { kind: string; channel: string; state: string }[] }>('GET', path, {
      as: 'manager',
    });
    return body.items.find((item) => item.kind === 'order-confirmed' && item.channel === channel)?.state;
  };
  const smsAbout = ({ number }: PlacedOrder) =>
    twilio.taken.filter(({ body }) => body.includes(`#${number} confirmed`));

  it('takes an order, does everything but the SMS, and sends that once the provider is back', async () => {
    twilio.mood = { status: 500, code: 20500 };
    const order = await place();
    const all = handlersOf('order.placed', 'inventory.reserved');
    const others = all.filter((handler) => handler !== confirmBySms);
    await until('every other handler is done', async () => {
      const handled = await shop.handled(`order/${order.id}`);
      return others.every((handler) => handled.includes(handler));
    });
    await until('the e-mail is sent', async () => (await confirmation(order.id, 'email')) === 'sent');
    await until('the SMS was tried more than once', () => twilio.requests > 1);
    expect(mail.taken.join()).toContain(`#${order.number}`);
    expect(await confirmation(order.id, 'sms')).not.toBe('sent');
    expect(await shop.handled(`order/${order.id}`)).toEqual(others);

    twilio.mood = 'takes';
    await until('the SMS is sent', async () => (await confirmation(order.id, 'sms')) === 'sent');
    expect(smsAbout(order)).toHaveLength(1);
    expect(await shop.handled(`order/${order.id}`)).toEqual(all);
  });

  it('brings an order from the kitchen to the door while the provider says nothing at all', async () => {
    // A number that nothing went to before: what was taken for it tells whether a broken call arrived.
    const number = '+14155550177';
    twilio.mood = 'hangs';
    const asked = twilio.requests;
    const { id } = await place({ customer: { name: 'Ada', phone: number, email: 'ada@example.com' } });
    await until('the provider is asked', () => twilio.requests > asked);
    const press = async (button: string) =>
      (await shop.call('POST', `/api/kitchen/tickets/${id}/${button}`, { as: 'kitchen' })).status === 200;
    await until('the kitchen may start', () => press('start'));
    await until('it is ready', () => press('ready'));
    for (const step of ['dispatch', 'deliver'])
      await until(`the courier may ${step}`, async () => {
        const { status } = await shop.call('POST', `/api/orders/${id}/${step}`, { as: 'courier', body: {} });
        return status === 200;
      });
    expect((await shop.call('GET', `/api/orders/${id}`, { as: 'manager' })).body).toMatchObject({
      status: 'delivered',
    });
    const walk = ['order.placed', 'inventory.reserved', 'order.cooking-started', 'order.ready'];
    const way = handlersOf(...walk, 'order.out-for-delivery', 'order.delivered');
    const others = way.filter((handler) => !handler.endsWith(' in notifications.sms'));
    await until('everything but SMS has heard of it', async () => {
      const handled = await shop.handled(`order/${id}`);
      return others.every((handler) => handled.includes(handler));
    });
    expect(await shop.handled(`order/${id}`)).toEqual(others);
    expect(await confirmation(id, 'email')).toBe('sent');

    twilio.mood = 'takes';
    twilio.breakOff();
    await until('SMS has heard of it too', async () => (await shop.handled(`order/${id}`)).length >= way.length);
    const sent = twilio.taken.filter(({ to }) => to === number).map(({ body }) => body);
    expect(sent.length).toBeGreaterThanOrEqual(1);
    expect(new Set(sent).size).toBe(sent.length);
  });
});
