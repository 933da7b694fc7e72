import type { OrderOutForDeliveryData } from '@pizzeria/contracts';
import { type Letter, sentences } from './letter';

/** That it left, and when it arrives where that is known. */
export const orderOnItsWay = (order: OrderOutForDeliveryData, at: string): Letter => {
  const arrival = order.estimatedArrival;
  const when = arrival !== undefined && 'arrives-at';
  return {
    values: {
      number: String(order.number),
      ...(arrival === undefined ? {} : { time: { moment: arrival, at } }),
    },
    sms: sentences('on-its-way', when),
    name: order.customer.name,
    email: sentences('left-the-shop', when),
  };
};
