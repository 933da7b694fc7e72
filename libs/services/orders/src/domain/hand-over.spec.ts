import { OrderDelivered, OrderOutForDelivery, OrderUndeliverable } from '@pizzeria/contracts';
import {
  aCancelledOrder,
  aCookingOrder,
  aDeliveredOrder,
  aPlacedOrder,
  aReadyOrder,
  anOrderBroughtBack,
  anOrderWithItsCourier,
  bruno,
  minutesLater,
  toAdasDoor,
} from '../testing/orders';
import { bringBack, deliverOrder, dispatchOrder } from './hand-over';
import type { Order } from './order';

const now = minutesLater(20);
const forDelivery = () => aPlacedOrder({ fulfilment: toAdasDoor });
const conflictOf = (code: string) => expect.objectContaining({ kind: 'conflict', code }) as Error;

describe('sending an order out', () => {
  it('gives a ready order to its courier', () => {
    const { order, events } = dispatchOrder(aReadyOrder(forDelivery()), bruno, now);
    expect(order.progress).toEqual({ status: 'out-for-delivery', courier: bruno, leftAt: now.toISOString() });
    expect(OrderOutForDelivery.schema.parse(events[0]?.data)).toMatchObject({ courier: bruno });
  });

  it.each<[string, Order, string]>([
    ['one that is not ready', aCookingOrder(forDelivery()), 'not-ready'],
    ['one that the customer collects', aReadyOrder(), 'order-is-for-pickup'],
    ['a cancelled one', aCancelledOrder(forDelivery()), 'order-cancelled'],
  ])('refuses %s', (_, order, code) => {
    expect(() => dispatchOrder(order, bruno, now)).toThrow(conflictOf(code));
  });

  it('by the same courier again changes nothing, also after delivery', () => {
    const away = anOrderWithItsCourier();
    expect(dispatchOrder(away, bruno, now)).toEqual({ order: away, events: [] });
    const delivered = deliverOrder(away, now).order;
    expect(dispatchOrder(delivered, bruno, now)).toEqual({ order: delivered, events: [] });
  });

  it('by another courier is refused', () => {
    expect(() => dispatchOrder(anOrderWithItsCourier(), { id: 'carla' }, now)).toThrow(conflictOf('other-courier'));
  });
});

describe('handing an order over', () => {
  it('at the counter ends an order for pickup', () => {
    const { order, events } = deliverOrder(aReadyOrder(), now);
    expect(order.progress).toEqual({ status: 'delivered', deliveredAt: now.toISOString() });
    const said = OrderDelivered.schema.parse(events[0]?.data);
    expect(said).toMatchObject({ fulfilment: { type: 'pickup' }, promisedAt: order.estimatedDelivery });
    expect(said.courier).toBeUndefined();
  });

  it('at the door ends a delivery, without telling everyone the address', () => {
    const { events } = deliverOrder(anOrderWithItsCourier(), now);
    expect(events[0]?.data).toMatchObject({ fulfilment: { type: 'delivery' }, courier: bruno });
    expect(JSON.stringify(events)).not.toContain('Main St');
  });

  it.each<[string, Order, string]>([
    ['that was just placed', aPlacedOrder(), 'not-ready'],
    ['that no courier has taken', aReadyOrder(forDelivery()), 'not-dispatched'],
    ['that is cancelled', aCancelledOrder(), 'order-cancelled'],
  ])('refuses one %s', (_, order, code) => {
    expect(() => deliverOrder(order, now)).toThrow(conflictOf(code));
  });

  it('again changes nothing', () => {
    const delivered = deliverOrder(aReadyOrder(), now).order;
    expect(deliverOrder(delivered, minutesLater(60))).toEqual({ order: delivered, events: [] });
  });
});

describe('bringing an order back', () => {
  it('shows why, and tells everyone', () => {
    const { order, events } = bringBack(anOrderWithItsCourier(), 'Nobody opened the door.', now);
    const broughtBackAt = now.toISOString();
    const reason = 'Nobody opened the door.';
    expect(order.progress).toEqual({ status: 'undeliverable', courier: bruno, reason, broughtBackAt });
    expect(OrderUndeliverable.schema.parse(events[0]?.data)).toMatchObject({
      courier: bruno,
      reason,
      at: broughtBackAt,
    });
  });

  it('again changes nothing', () => {
    const back = anOrderBroughtBack();
    expect(bringBack(back, 'Still nobody.', now)).toEqual({ order: back, events: [] });
  });

  it('lets its customer collect it, and then no courier take it', () => {
    const { order, events } = deliverOrder(anOrderBroughtBack(), minutesLater(40));
    expect(order.progress).toEqual({ status: 'delivered', deliveredAt: minutesLater(40).toISOString() });
    expect(OrderDelivered.schema.parse(events[0]?.data).courier).toBeUndefined();
    expect(() => dispatchOrder(order, bruno, minutesLater(50))).toThrow(conflictOf('handed-over'));
  });

  it('lets any courier take it once more', () => {
    const carla = { id: 'carla' };
    const { order, events } = dispatchOrder(anOrderBroughtBack(), carla, minutesLater(40));
    expect(order.progress).toMatchObject({ status: 'out-for-delivery', courier: carla });
    expect(events).toHaveLength(1);
    expect(deliverOrder(order, minutesLater(50)).order.progress.status).toBe('delivered');
  });

  it.each<[string, Order, string]>([
    ['that was just placed', aPlacedOrder(), 'not-dispatched'],
    ['that still cooks', aCookingOrder(forDelivery()), 'not-dispatched'],
    ['that no courier has taken', aReadyOrder(forDelivery()), 'not-dispatched'],
    ['that the customer has', aDeliveredOrder(), 'handed-over'],
    ['that is cancelled', aCancelledOrder(), 'order-cancelled'],
  ])('is refused for one %s', (_, order, code) => {
    expect(() => bringBack(order, 'Nobody opened the door.', now)).toThrow(conflictOf(code));
  });
});
