import { BusUnavailable, MessageRefused } from '@pizzeria/bus';
import { until } from '@pizzeria/bus/testing';
import { MenuAvailabilityChanged, OrderDelivered } from '@pizzeria/contracts';
import { signedForm, twilioServer, type TwilioServer } from '@pizzeria/notifications/testing';
import { orders } from '@pizzeria/orders';
import type { OpenApiDocument } from '@pizzeria/service';
import { definitions } from './start-pizzeria';
import { openShop, type Shop } from './testing/open-shop';
import { openSite } from './testing/open-site';
import { clumsyCalls, unknownId, usedKey } from './testing/openapi/clumsy-calls';
import { ledgerOf, type Ledger } from './testing/openapi/ledger';
import { anExtra, anIngredient, aPizza } from './testing/openapi/menu-entries';
import { operationsOf, type Operation } from './testing/openapi/operations';
import { sendsInHand } from './testing/openapi/sends';
import { manager, shopFloor, type ShopFloor } from './testing/openapi/shop-floor';
import { anOrder } from './testing/orders';

const item = { sku: 'margherita', size: 'large', quantity: 1 };
const reason = { reason: 'Changed my mind.' };
const atMake = { ...manager, body: { station: 'make' } };
const paying = (amount: number, currency = 'USD') => ({
  ...manager,
  body: { method: 'cash', amount: { amount, currency } },
});

const givingBack = (amount: number, as: 'manager' | 'courier' = 'manager', currency = 'USD') => ({
  as,
  body: { method: 'cash', amount: { amount, currency }, reason: 'It was cold.' },
});
const nobodyThere = { as: 'courier', body: { reason: 'Nobody opened the door.' } } as const;
const hoursAhead = (hours: number): string => new Date(Date.now() + hours * 3_600_000).toISOString();

/** Every button of a ticket, as a manager presses it. */
const presses = [
  ['start', manager],
  ['ready', manager],
  ['recall', { ...manager, body: reason }],
  ['items/1/bump', atMake],
  ['items/1/unbump', atMake],
] as const;

/**
 * What is not provoked at every operation: a bug and an absent database once below, keys of the issuer that cannot be
 * read and a client that is gone in the tests of `@pizzeria/service`.
 */
const elsewhere = /\d{3} (internal|database-unavailable|issuer-unavailable|body-cut-off)$/;

const publicUrl = 'https://pizza.example.com';
const twilioSettings = ({ accountSid, authToken, url }: TwilioServer) => ({
  TWILIO_ACCOUNT_SID: accountSid,
  TWILIO_AUTH_TOKEN: authToken,
  TWILIO_FROM: '+14155550100',
  TWILIO_BASE_URL: url,
  TWILIO_CALLBACK_URL: publicUrl,
});

/** With what cannot be left out. */
const asked = (template: string): string =>
  /^\/api\/operations\/[^/]+\/events$/.test(template) ? `${template}?subject=order/${unknownId}` : template;

/** Every call goes through the ledger, which throws when an answer is not as the served document says. */
describe('the documents of all services', () => {
  const sends = sendsInHand();
  let twilio: TwilioServer;
  let shop: Shop;
  let operations: readonly Operation[];
  let ledger: Ledger;
  let closedLedger: Ledger;
  let floor: ShopFloor;
  beforeAll(async () => {
    twilio = await twilioServer();
    shop = await openShop('in memory', {
      bus: sends.on,
      environment: { ...twilioSettings(twilio), MOST_PIZZAS: '1000' },
    });
    const documents = definitions.map(({ name }) =>
      shop.call<OpenApiDocument>('GET', `/api/${name}/openapi.json`).then(({ body }) => body),
    );
    operations = operationsOf(await Promise.all(documents));
    ledger = ledgerOf(operations, shop.call);
    floor = shopFloor(shop, ledger.call);
  });
  afterAll(async () => {
    await shop.close();
    await twilio.close();
  });

  it('say how each operation refuses what does not fit, whoever may call it', async () => {
    await ledger.call('POST', '/api/orders', {
      body: { customer: { name: 'Bo', phone: '+14155550124' }, fulfilment: { type: 'pickup' }, items: [item] },
      key: usedKey,
    });
    const first = { ...manager, body: { all: true, dryRun: true, limit: 1 }, key: usedKey };
    for (const { name } of definitions) await floor.post(200, `/api/operations/${name}/dead-letters/replay`, first);
    for (const operation of operations)
      for (const [path, options] of clumsyCalls(operation))
        expect((await ledger.call(operation.method, path, options)).status).toBeGreaterThanOrEqual(400);
  });

  it('say what is read', async () => {
    for (const { method, template } of operations)
      if (method === 'GET' && !template.includes('{'))
        expect((await ledger.call('GET', asked(template), manager)).status).toBe(200);
    const events = await ledger.call('GET', `/api/analytics/orders/${unknownId}/events`, manager);
    expect(events.status).toBe(200);
  });

  it('say how an order is placed, and what is not on the menu', async () => {
    const order = (changes: object) => ({ body: { ...anyOrder, ...changes } });
    const anyOrder = { customer: { name: 'Cy', phone: '+14155550125' }, fulfilment: { type: 'pickup' }, items: [item] };
    const items = (changes: object) => order({ items: [{ ...item, ...changes }] });
    await floor.post(201, '/api/orders', order({}));
    await floor.post('not-on-the-menu', '/api/orders', items({ sku: 'lasagne' }));
    await floor.post('size-not-offered', '/api/orders', items({ size: 'huge' }));
    const halves = (...of: readonly string[]) => items({ sku: undefined, halves: of });
    await floor.post('halves-alike', '/api/orders', halves('margherita', 'margherita'));
    await floor.post('half-not-a-pizza', '/api/orders', halves('margherita', 'cola'));
    await floor.post('extras-not-offered', '/api/orders', items({ sku: 'cola', size: undefined, extras: ['basil'] }));
    await floor.post('extra-not-offered', '/api/orders', items({ extras: ['gold'] }));
    await floor.post('contact-missing', '/api/orders', order({ customer: { name: 'Cy' } }));
    await floor.post('phone-not-valid', '/api/orders', order({ customer: { name: 'Cy', phone: '12345' } }));
  });

  it('say when an order is wanted too soon or too late, and that the shop is paused', async () => {
    const order = (changes: object) => ({ body: anOrder(changes) });
    await floor.post(201, '/api/orders', order({ requestedFor: hoursAhead(24) }));
    await floor.post('too-soon', '/api/orders', order({ requestedFor: hoursAhead(-1) }));
    await floor.post('too-far-ahead', '/api/orders', order({ requestedFor: hoursAhead(24 * 8) }));
    await floor.put('until-not-allowed', '/api/shop/settings', { pausedUntil: hoursAhead(25) });
    await floor.put(200, '/api/shop/settings', { pausedUntil: hoursAhead(1) });
    await floor.post('paused', '/api/orders', order({}));
    await floor.put(200, '/api/shop/settings', { pausedUntil: null });
  });

  it('say when a shop is closed', async () => {
    const closed = await openSite('in memory', { SHOP_HOURS_PICKUP: 'Mo-Su off', SHOP_HOURS_DELIVERY: 'Mo-Su off' });
    try {
      closedLedger = ledgerOf(operations, await closed.serve(await closed.start(orders)));
      const post = async (body: object) => (await closedLedger.call('POST', '/api/orders', { body })).body['code'];
      expect(await post(anOrder())).toBe('closed');
      expect(await post(anOrder({ requestedFor: hoursAhead(24) }))).toBe('closed-then');
    } finally {
      await closed.close();
    }
  });

  it('say what is sold out', async () => {
    const unavailable = [{ sku: 'gamberi', missing: ['prawns'] }];
    await floor.tell(MenuAvailabilityChanged, { ...MenuAvailabilityChanged.example, unavailable });
    await until('prawns are off the menu', async () => {
      const { body } = await ledger.call<{ items: { available: boolean }[] }>('GET', '/api/menu');
      return body.items.some(({ available }) => !available);
    });
    const gamberi = { items: [{ ...item, sku: 'gamberi' }], customer: { name: 'Cy', phone: '+14155550125' } };
    await floor.post('sold-out', '/api/orders', { body: { ...gamberi, fulfilment: { type: 'pickup' } } });
  });

  it('say how a manager writes the menu', async () => {
    const entries = [
      ['/api/menu/items/quattro-funghi', aPizza],
      ['/api/menu/extras/porcini', anExtra],
      ['/api/menu/ingredients/porcini', anIngredient],
    ] as const;
    for (const [path, entry] of entries) {
      for (const status of [201, 200]) await floor.put(status, path, entry);
      await floor.put('edited-meanwhile', path, { ...entry, name: 'Other', version: 7 });
    }
    await floor.put('sku-taken', '/api/menu/items/porcini', aPizza);
    await floor.put('sku-taken', '/api/menu/extras/margherita', anExtra);
    for (const [path, entry] of entries.slice(0, 2))
      await floor.put('unknown-ingredient', path, { ...entry, ingredients: ['gold'] });
  });

  it('say how a customer is entered, once', async () => {
    const customer = (body: object) => ({ ...manager, body: { name: 'Cy', ...body } });
    for (const status of [201, 200]) await floor.post(status, '/api/customers', customer({ phone: '+14155550126' }));
    await floor.post('contact-missing', '/api/customers', customer({}));
    await floor.post('phone-not-valid', '/api/customers', customer({ phone: '12345' }));
  });

  it('say that more than can be told is not taken', async () => {
    const lengthy = { ...aPizza, name: '字'.repeat(60), version: 1 };
    await floor.put(200, '/api/menu/items/quattro-funghi', lengthy);
    const line = {
      halves: ['quattro-funghi', 'prosciutto-e-funghi'],
      size: 'large',
      quantity: 1,
      extras: Array.from({ length: 10 }, () => 'spicy-salami'),
      notes: '字'.repeat(200),
    };
    await floor.post('order-too-large', '/api/orders', {
      body: anOrder({ items: Array.from({ length: 50 }, () => line) }),
    });
  });

  it('say that an order nobody placed is not found', async () => {
    const unknown = `/api/orders/${unknownId}`;
    expect((await ledger.call('GET', unknown, manager)).status).toBe(404);
    await floor.post('order-not-found', `${unknown}/cancel`, { ...manager, body: reason });
    await floor.post('order-not-found', `${unknown}/payments`, paying(100));
    await floor.post('order-not-found', `${unknown}/refunds`, givingBack(100));
    await floor.post('order-not-found', `${unknown}/undeliverable`, nobodyThere);
    for (const action of ['dispatch', 'deliver']) await floor.post('order-not-found', `${unknown}/${action}`);
    for (const [press, options] of presses)
      await floor.post('ticket-not-found', `/api/kitchen/tickets/${unknownId}/${press}`, options);
  });

  it('say how an order goes from the oven to the door, and what comes too soon or too late', async () => {
    const { id, trackingToken } = await floor.place();
    const [order, ticket] = [`/api/orders/${id}`, `/api/kitchen/tickets/${id}`];
    await floor.post('not-ready', `${order}/dispatch`);
    await floor.post('not-ready', `${order}/deliver`);
    await floor.post('other-currency', `${order}/payments`, paying(100, 'EUR'));
    await floor.post('more-than-outstanding', `${order}/payments`, paying(3_199));
    await floor.post(201, `${order}/payments`, paying(3_198));
    await floor.post('not-refundable', `${order}/refunds`, givingBack(100));
    await floor.post('not-dispatched', `${order}/undeliverable`, nobodyThere);
    await floor.ticketIs(id, 'queued');
    for (const [press, options] of presses.slice(1)) await floor.post('ticket-queued', `${ticket}/${press}`, options);
    await floor.post(200, `${ticket}/start`);
    await floor.post('ticket-started', `${ticket}/start`, { as: 'kitchen' });
    await floor.post('ticket-cooking', `${ticket}/recall`, { ...manager, body: reason });
    for (const press of ['bump', 'unbump']) {
      await floor.post(200, `${ticket}/items/1/${press}`, atMake);
      await floor.post('item-not-found', `${ticket}/items/2/${press}`, atMake);
    }
    await floor.orderIs(id, 'cooking');
    await floor.post('cooking-started', `${order}/cancel`, { tracking: trackingToken, body: reason });
    await floor.post(200, `${ticket}/ready`);
    await floor.post('ticket-ready', `${ticket}/items/1/unbump`, atMake);
    await floor.post(200, `${ticket}/recall`, { ...manager, body: reason });
    await floor.post(200, `${ticket}/ready`);
    await floor.orderIs(id, 'ready');
    await floor.post('not-dispatched', `${order}/deliver`);
    await floor.post(200, `${order}/dispatch`, { as: 'courier' });
    await floor.post('other-courier', `${order}/dispatch`, { as: 'kitchen' });
    await floor.post(200, `${order}/undeliverable`, nobodyThere);
    await floor.post(200, `${order}/dispatch`, { as: 'courier' });
    await floor.post(200, `${order}/deliver`);
    await floor.post('handed-over', `${order}/undeliverable`, nobodyThere);
    await floor.post('manager-only', `${order}/refunds`, givingBack(100, 'courier'));
    await floor.post('other-currency', `${order}/refunds`, givingBack(100, 'manager', 'EUR'));
    await floor.post('more-than-paid', `${order}/refunds`, givingBack(3_199));
    await floor.post(201, `${order}/refunds`, givingBack(3_198));
    await floor.post('nothing-to-refund', `${order}/refunds`, givingBack(1));
    await floor.post('handed-over', `${order}/cancel`, { ...manager, body: reason });
  });

  it('say that a customer collects what was brought back, and no courier takes it then', async () => {
    const { id } = await floor.place();
    const [order, ticket] = [`/api/orders/${id}`, `/api/kitchen/tickets/${id}`];
    await floor.ticketIs(id, 'queued');
    for (const press of ['start', 'ready']) await floor.post(200, `${ticket}/${press}`);
    await floor.orderIs(id, 'ready');
    await floor.post(200, `${order}/dispatch`, { as: 'courier' });
    for (const press of ['undeliverable', 'deliver'])
      await floor.post(200, `${order}/${press}`, {
        as: 'kitchen',
        body: press === 'deliver' ? undefined : nobodyThere.body,
      });
    await floor.post('handed-over', `${order}/dispatch`, { as: 'courier' });
  });

  it('say what a cancelled order, one for pickup, and one that left unseen refuse', async () => {
    const cancelled = await floor.place();
    const [order, ticket] = [`/api/orders/${cancelled.id}`, `/api/kitchen/tickets/${cancelled.id}`];
    await floor.ticketIs(cancelled.id, 'queued');
    await floor.post(200, `${order}/cancel`, { ...manager, body: reason });
    for (const action of ['dispatch', 'deliver']) await floor.post('order-cancelled', `${order}/${action}`);
    await floor.post('order-cancelled', `${order}/payments`, paying(100));
    await floor.post('order-cancelled', `${order}/undeliverable`, nobodyThere);
    await floor.ticketIs(cancelled.id, 'cancelled');
    for (const [press, options] of presses) await floor.post('ticket-cancelled', `${ticket}/${press}`, options);

    const collected = await floor.place({ fulfilment: { type: 'pickup' } });
    await floor.post('order-is-for-pickup', `/api/orders/${collected.id}/dispatch`);
    await floor.ticketIs(collected.id, 'queued');
    const { id: orderId, number } = collected;
    await floor.tell(OrderDelivered, { ...OrderDelivered.example, orderId, number });
    await floor.ticketIs(collected.id, 'closed');
    for (const [press, options] of presses)
      await floor.post('ticket-closed', `/api/kitchen/tickets/${collected.id}/${press}`, options);
  });

  it('say that a drink is topped nowhere', async () => {
    const { id } = await floor.place({ items: [{ sku: 'cola', quantity: 1 }] });
    await floor.ticketIs(id, 'queued');
    const ticket = `/api/kitchen/tickets/${id}`;
    await floor.post(200, `${ticket}/start`);
    for (const press of ['bump', 'unbump'])
      await floor.post('station-not-on-its-way', `${ticket}/items/1/${press}`, atMake);
  });

  it('say what is counted, thrown away and ordered', async () => {
    const adjust = (kind: string, quantity: number) => ({ ...manager, body: { kind, quantity } });
    const chili = '/api/inventory/ingredients/chili/adjustments';
    await floor.post('ingredient-not-found', `/api/inventory/ingredients/gold/adjustments`, adjust('count', 1));
    await floor.post('not-enough-on-hand', chili, adjust('waste', 2_000));
    await floor.post('too-much', chili, adjust('delivery', 100_000_000));
    await floor.post(201, chili, adjust('waste', 1_400));
    let open = '';
    await until('chili is ordered', async () => {
      const path = '/api/inventory/purchase-orders?state=open';
      const { body } = await ledger.call<{ purchaseOrders: { id: string }[] }>('GET', path, manager);
      open = body.purchaseOrders[0]?.id ?? '';
      return open !== '';
    });
    const [order, unknown] = [open, unknownId].map((id) => `/api/inventory/purchase-orders/${id}`);
    const came = (ingredientId: string, quantity: number) => ({
      ...manager,
      body: { lines: [{ ingredientId, quantity }] },
    });
    await floor.post('purchase-order-open', `${order}/receive`);
    await floor.post(200, `${order}/send`);
    await floor.post('not-ordered', `${order}/receive`, came('gold', 1));
    await floor.post('more-than-outstanding', `${order}/receive`, came('chili', 100_000));
    await floor.post(200, `${order}/receive`, came('chili', 1));
    await floor.post(200, `${order}/receive`);
    await floor.post('purchase-order-received', `${order}/receive`, came('chili', 1));
    for (const action of ['send', 'receive']) await floor.post('purchase-order-not-found', `${unknown}/${action}`);
  });

  it('say how an ingredient is kept, and what a recipe takes', async () => {
    const put = async (expected: string | number, path: string, body: object) => {
      const answer = await ledger.call('PUT', `/api/inventory/${path}`, { ...manager, body });
      expect(typeof expected === 'number' ? answer.status : answer.body['code']).toBe(expected);
    };
    const saffron = { name: 'Saffron', unit: 'g', threshold: 1, par: 10, supplier: { id: 'greengrocer' } };
    await put('supplier-unknown', 'ingredients/saffron', { ...saffron, supplier: { id: 'nobody' } });
    await put(201, 'ingredients/saffron', saffron);
    await put(200, 'ingredients/saffron', { ...saffron, par: 20 });
    await put('unit-fixed', 'ingredients/saffron', { ...saffron, unit: 'piece' });
    const recipe = (ingredientId: string) => ({ portions: [{ ingredients: [{ ingredientId, quantity: 1 }] }] });
    await put('ingredients-unknown', 'recipes/saffron', recipe('gold'));
    await put(201, 'recipes/saffron', recipe('saffron'));
    await put(200, 'recipes/saffron', recipe('saffron'));
  });

  it('say which figures nobody can look at', async () => {
    const reports = operations.filter(({ template }) => /^\/api\/analytics\/[^{]*$/.test(template));
    for (const { template } of reports.filter((one) => !one.template.endsWith('openapi.json'))) {
      const get = (query: string) => ledger.call('GET', `${template}?${query}`, manager);
      const backwards = await get('from=2026-03-15&to=2026-03-14');
      expect(backwards.body).toMatchObject({ code: 'period-ends-before-it-begins' });
      expect((await get('from=2024-01-01&to=2026-01-01')).body).toMatchObject({ code: 'period-too-long' });
    }
    const late = await ledger.call('GET', '/api/analytics/orders?figure=late&item=margherita', manager);
    expect(late.body).toMatchObject({ code: 'figure-not-told-apart-so' });
  });

  it('say how a message reads, and what Twilio may call back with', async () => {
    const templates = '/api/notifications/templates';
    expect((await ledger.call('GET', `${templates}/receipt/email`, manager)).status).toBe(200);
    expect((await ledger.call('GET', `${templates}/receipt/sms`, manager)).status).toBe(404);
    expect((await ledger.call('GET', `${templates}/receipt/email?variant=bribe`, manager)).status).toBe(404);
    for (const path of [`status?notificationId=${unknownId}`, 'inbound'].map(
      (one) => `/api/notifications/twilio/${one}`,
    ))
      await floor.post(200, path, signedForm({ ...twilio, publicUrl }, path, { MessageSid: 'SM1', Body: 'Hello?' }));
  });

  it('say what the kitchen does about an order that the shelves cannot serve', async () => {
    const pizzas = (quantity: number) => ({ items: Array.from({ length: 50 }, () => ({ ...item, quantity })) });
    await floor.post('too-many-pizzas', '/api/orders', { body: anOrder(pizzas(50)) });
    const { id } = await floor.place(pizzas(20));
    await floor.ticketIs(id, 'held', (ticket) => 'missing' in ticket);
    for (const [press, options] of presses)
      await floor.post('ticket-held', `/api/kitchen/tickets/${id}/${press}`, options);
  });

  it.each(definitions.map(({ name }) => name))('say what becomes of the dead letters of %s', async (service) => {
    const letters = `/api/operations/${service}/dead-letters`;
    const [id] = await floor.unreadable(service);
    const discard = (which: string) => ledger.call('DELETE', `${letters}/${which}`, { ...manager, body: reason });
    expect((await ledger.call('GET', `${letters}/${id}`, manager)).status).toBe(200);
    expect((await ledger.call('GET', `${letters}/${unknownId}`, manager)).status).toBe(404);
    expect((await discard(unknownId)).status).toBe(404);
    for (const action of ['replay', 'restore'])
      await floor.post('unknown-dead-letter', `${letters}/${unknownId}/${action}`);

    expect((await discard(id)).status).toBe(200);
    await floor.post('dead-letter-discarded', `${letters}/${id}/replay`);
    await floor.post(200, `${letters}/${id}/restore`);
    sends.become(() => Promise.reject(new MessageRefused('too heavy')));
    await floor.post('message-refused', `${letters}/${id}/replay`);
    sends.become(() => Promise.reject(new BusUnavailable('gone')));
    const all = { ...manager, body: { all: true } };
    await floor.post('bus-unavailable', `${letters}/${id}/replay`);
    await floor.post('bus-unavailable', `${letters}/replay`, all);
    sends.become(() => Promise.resolve());
    await floor.post(200, `${letters}/${id}/replay`);
    expect((await discard(id)).body).toMatchObject({ code: 'dead-letter-replayed' });

    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const sending = new Promise<void>((begun) =>
      sends.become(() => {
        begun();
        return held;
      }),
    );
    const first = floor.post(200, `${letters}/replay`, all);
    await Promise.race([sending, first]);
    await floor.post('replay-under-way', `${letters}/replay`, all).finally(release);
    await first;
  });

  it('say what a bug and a database that is away are answered with', async () => {
    const { sql } = await shop.database('analytics');
    const path = `/api/analytics/orders/${unknownId}/events`;
    await sql.raw('ALTER TABLE event_log RENAME TO lost_log');
    expect(await ledger.call('GET', path, manager)).toMatchObject({ status: 500, body: { code: 'internal' } });
    await sql.raw('ALTER TABLE lost_log RENAME TO event_log');

    const limit = async (connections: number) =>
      sql.raw(
        `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I CONNECTION LIMIT ${connections}', current_database()); END $$`,
      );
    await limit(0);
    const away = sql
      .raw(
        'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
      )
      .then(() => ledger.call('GET', path, manager))
      .finally(() => limit(-1));
    expect(await away).toMatchObject({ status: 503, body: { code: 'database-unavailable' } });
  });

  it('document nothing that is not so', () => {
    const missing = ledger.missing().filter((answer) => closedLedger.missing().includes(answer));
    expect(missing.filter((answer) => !elsewhere.test(answer))).toEqual([]);
  });
});
