import type { OrderUnattendedData } from '@pizzeria/contracts';
import type { Letter } from './letter';

/** How long nobody has started it; that it is given up at the last level. */
export const orderUnattended = (order: OrderUnattendedData, at: string): Letter => {
  const says = (['nobody-started', 'still-nobody', 'given-up'] as const)[order.level - 1] ?? 'given-up';
  return {
    values: {
      number: String(order.number),
      since: { moment: order.waitingSince, at },
      promised: { moment: order.promisedAt, at },
    },
    sms: [says],
    email: [says, 'was-promised'],
  };
};
