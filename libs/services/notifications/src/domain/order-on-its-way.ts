import type { OrderOutForDeliveryData } from '@pizzeria/contracts';
import { formatMoment } from './format';
import { type Letter, sentences } from './letter';
import type { Setting } from './shop';

/** That it left, and when it arrives where that is known. */
export const orderOnItsWay = (order: OrderOutForDeliveryData, setting: Setting): Letter => {
  const arrival = order.estimatedArrival;
  const when = arrival !== undefined && 'arrives-at';
  return {
    values: {
      number: String(order.number),
      ...(arrival === undefined ? {} : { time: formatMoment(arrival, setting) }),
    },
    sms: sentences('on-its-way', when),
    name: order.customer.name,
    email: sentences('left-the-shop', when),
  };
};
