import { until } from '@pizzeria/bus/testing';
import { orders } from '@pizzeria/orders';
import { deadLetters } from '@pizzeria/postgres';
import { definitions } from './start-pizzeria';
import { handlersOf } from './testing/handlers';
import { describeInBothModes } from './testing/modes';
import { oldOrderPlaced as stored } from './testing/old-order-placed';
import { openShop, type Shop } from './testing/open-shop';

/** The counter took this order in a former life, and knows nothing of it. */
const consumers = definitions.filter(({ name }) => name !== 'orders');

describeInBothModes('an order.placed of version 1 that was kept from long ago', (mode) => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop(mode);
  });
  afterAll(() => shop.close());

  it('is handled by everybody who handles orders placed today', async () => {
    const body = Buffer.from(JSON.stringify(stored));
    const { bus } = await shop.bus.connect(orders);
    expect(await bus.publish({ id: stored.id, routingKey: 'order.placed.v1', body })).toEqual({ routed: true });
    const everybody = handlersOf('order.placed');
    const handled = async () => (await shop.handled(stored.subject)).filter((who) => who.startsWith('order.placed '));
    await until('everybody has handled it', async () => (await handled()).length >= everybody.length);
    expect(await handled()).toEqual(everybody);
    for (const { name } of consumers) expect(await deadLetters(await shop.database(name)).list()).toEqual([]);
  });

  it('reaches the customer by the phone number that stood elsewhere', async () => {
    const { body } = await shop.call<{ items: { channel: string; recipient: string; text: string }[] }>(
      'GET',
      `/api/notifications?orderId=${stored.data.orderId}`,
      { as: 'manager' },
    );
    expect(body.items.find(({ channel }) => channel === 'sms')).toMatchObject({
      recipient: '+14155550123',
      text: expect.stringContaining('#7'),
    });
  });

  it('becomes a ticket that may be started', async () => {
    await until('its ingredients are set aside', async () =>
      (await shop.handled(stored.subject)).includes('inventory.reserved in kitchen.tickets'),
    );
    const started = await shop.call('POST', `/api/kitchen/tickets/${stored.data.orderId}/start`, { as: 'kitchen' });
    expect(started).toMatchObject({ status: 200, body: { status: 'cooking' } });
  });
});
