import { OrderPlaced, type CustomerContact, type Fulfilment } from '@pizzeria/contracts';
import type { ItemDraft } from './choose';
import type { Menu } from './menu';
import type { Agreement, Decision } from './order';
import { priceItems, totalOf } from './price';
import type { Promised } from './promise';
import { taxed, type Taxed } from './tax';

/** An order as a customer asks for it, with contact data already normalised. */
export interface OrderDraft {
  readonly customer: CustomerContact;
  readonly fulfilment: Fulfilment;
  readonly items: readonly ItemDraft[];
}

/** What only the outside can give an order. */
export interface Identity {
  readonly id: string;
  readonly number: number;
  readonly customerId: string;
}

/** What an order says before anybody gave it an id: its prices and its promise. */
export type Offer = Omit<Agreement, keyof Identity> & Taxed;

/** Prices a draft that is promised for a time. Throws `invalid` on what the menu does not have. */
export const offer = (draft: OrderDraft, menu: Menu, promised: Promised, now: Date): Offer => {
  const items = priceItems(draft.items, menu);
  return {
    customer: draft.customer,
    fulfilment: draft.fulfilment,
    items,
    ...taxed(totalOf(items, menu.currency), menu.tax),
    placedAt: now.toISOString(),
    ...promised,
  };
};

/** Makes an order of an offer. */
export const placeOrder = (accepted: Offer, { id, number, customerId }: Identity): Decision => {
  const agreement: Agreement = { ...accepted, id, number, customerId };
  const { customer, fulfilment, items, totalAmount, tax, estimatedDelivery, requestedFor } = agreement;
  return {
    order: {
      ...agreement,
      progress: { status: 'placed' },
      payment: { status: 'unpaid', payments: [], refunds: [] },
      stock: { status: 'unknown' },
    },
    events: [
      {
        event: OrderPlaced,
        data: {
          orderId: id,
          number,
          customerId,
          customer,
          fulfilment,
          items: [...items],
          totalAmount,
          tax,
          estimatedDelivery,
          requestedFor,
        },
      },
    ],
  };
};
