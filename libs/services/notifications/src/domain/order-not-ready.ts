import type { OrderRecalledData } from '@pizzeria/contracts';
import type { Letter } from './letter';

/** Corrects that it is ready. Why is the kitchen's own affair. */
export const orderNotReady = (order: OrderRecalledData): Letter => ({
  values: { number: String(order.number) },
  sms: ['not-ready', 'we-will-notify'],
  name: order.customer.name,
  email: ['said-too-soon', 'we-will-notify', 'sorry'],
});
