import type { OrderReadyData } from '@pizzeria/contracts';
import type { Letter } from './letter';

/** How long an order waits at the counter at its best. */
const collectWithinMinutes = 10;

/** How to collect it, or that it leaves with a courier. */
export const orderReady = (order: OrderReadyData): Letter => {
  const next = order.fulfilment.type === 'delivery' ? ['leaves-soon'] : ['how-to-collect', 'collect-soon'];
  return {
    values: {
      number: String(order.number),
      minutes: String(collectWithinMinutes),
      ...(order.fulfilment.type === 'delivery' ? {} : { instructions: order.pickupInstructions }),
    },
    sms: ['is-ready', ...next],
    name: order.customer.name,
    email: ['your-order-is-ready', ...next],
  };
};
