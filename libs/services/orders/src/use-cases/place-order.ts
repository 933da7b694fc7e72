import type { CustomerContact, Fulfilment } from '@pizzeria/contracts';
import { pizzasIn, type ItemDraft } from '../domain/choose';
import type { Order } from '../domain/order';
import { offer, placeOrder as place } from '../domain/place';
import { promise } from '../domain/promise';
import type { OrdersParts } from './ports';
import { reachable } from './reachable';

export interface PlaceOrder {
  readonly customer: CustomerContact;
  readonly fulfilment: Fulfilment;
  readonly items: readonly ItemDraft[];
  /** When the customer wants it, if not as soon as possible. */
  readonly requestedFor?: Date;
}

/** Takes an order from anybody. The tracking token is answered here once and cannot be read again. */
export const placeOrder = async (
  request: PlaceOrder,
  { orders, customers, menus, shop, tokens, phones, terms, clock, ids }: OrdersParts,
): Promise<{ readonly order: Order; readonly trackingToken: string }> => {
  const { contact, key } = reachable(request.customer, phones, 'customer');
  const now = clock.now();
  const menu = await menus.read();
  const { requestedFor, fulfilment, items } = request;
  const wish = { channel: fulfilment.type, requestedFor, pizzas: pizzasIn(items, menu) };
  const promised = promise(wish, terms, await shop.read(), now);
  const accepted = offer({ ...request, customer: contact }, menu, promised, now);
  const customerId = await customers.findOrMake(key, contact, ids.next());
  const number = await orders.nextNumber();
  const placed = place(accepted, { id: ids.next(), number, customerId });
  const trackingToken = tokens.make();
  await orders.insert(placed, tokens.hash(trackingToken));
  return { order: placed.order, trackingToken };
};
