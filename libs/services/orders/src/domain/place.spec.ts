import { OrderPlaced } from '@pizzeria/contracts';
import { atTheCounter, minutesLater, placing, toAdasDoor } from '../testing/orders';

describe('placing an order', () => {
  it('promises an order for pickup by the pickup lead time', () => {
    expect(placing({ fulfilment: atTheCounter }).order.estimatedDelivery).toBe(minutesLater(20).toISOString());
  });

  it('promises a delivery by the delivery lead time', () => {
    expect(placing({ fulfilment: toAdasDoor }).order.estimatedDelivery).toBe(minutesLater(45).toISOString());
  });

  it('starts unpaid, with nothing known of the stock', () => {
    expect(placing().order).toMatchObject({
      progress: { status: 'placed' },
      payment: { status: 'unpaid', payments: [], refunds: [] },
      stock: { status: 'unknown' },
    });
  });

  it('tells everyone what was ordered, in a payload that fits the contract', () => {
    const { order, events } = placing({ fulfilment: toAdasDoor });
    expect(events).toHaveLength(1);
    expect(events[0]?.event).toBe(OrderPlaced);
    expect(OrderPlaced.schema.parse(events[0]?.data)).toMatchObject({
      orderId: order.id,
      number: 42,
      customer: { name: 'Ada' },
      totalAmount: { amount: 3198, currency: 'USD' },
      tax: { amount: { amount: 0, currency: 'USD' }, included: true },
      estimatedDelivery: order.estimatedDelivery,
    });
  });
});
