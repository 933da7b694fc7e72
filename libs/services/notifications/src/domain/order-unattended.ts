import type { OrderUnattendedData } from '@pizzeria/contracts';
import { formatMoment } from './format';
import type { Letter } from './letter';
import type { Setting } from './shop';

/** How long nobody has started it; that it is given up at the last level. */
export const orderUnattended = (order: OrderUnattendedData, setting: Setting): Letter => {
  const says = (['nobody-started', 'still-nobody', 'given-up'] as const)[order.level - 1] ?? 'given-up';
  return {
    values: {
      number: String(order.number),
      since: formatMoment(order.waitingSince, setting),
      promised: formatMoment(order.promisedAt, setting),
    },
    sms: [says],
    email: [says, 'was-promised'],
  };
};
