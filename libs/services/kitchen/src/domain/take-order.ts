import type { OrderLine, OrderPlacedData } from '@pizzeria/contracts';
import type { Kitchen } from './preparation';
import { type Priorities, startTimes } from './priority';
import type { TicketItem, TicketOrder } from './ticket';

/** What the kitchen keeps of a placed order: no prices, no address; with its place in the queue. */
export const takeOrder = (
  placed: OrderPlacedData,
  placedAt: string,
  kitchen: Kitchen,
  priorities: Priorities,
): TicketOrder => {
  const order = {
    number: placed.number,
    customerId: placed.customerId,
    customer: placed.customer,
    fulfilment: { type: placed.fulfilment.type },
    items: placed.items.map(itemOf),
    placedAt,
    promisedAt: placed.estimatedDelivery,
    requestedFor: placed.requestedFor,
  };
  return { ...order, ...startTimes(order, kitchen, priorities) };
};

const itemOf = ({
  line,
  kind,
  sku,
  halves,
  name,
  size,
  quantity,
  extras,
  allergens,
  diets,
  notes,
}: OrderLine): TicketItem => ({
  line,
  kind,
  sku,
  halves,
  name,
  size,
  quantity,
  extras,
  allergens,
  diets,
  notes,
});
