import type { OrderEstimateChangedData } from '@pizzeria/contracts';
import type { Letter } from './letter';

/** Whether an order is expected so much later than it was promised that its customer must know. */
export const isLate = (
  { newEstimate, promisedAt }: Pick<OrderEstimateChangedData, 'newEstimate' | 'promisedAt'>,
  toleratedMinutes: number,
): boolean => Date.parse(newEstimate) - Date.parse(promisedAt) > toleratedMinutes * 60_000;

/** When it is expected now. */
export const orderLate = (order: OrderEstimateChangedData, at: string): Letter => ({
  values: {
    number: String(order.number),
    promised: { moment: order.promisedAt, at },
    time: { moment: order.newEstimate, at },
  },
  sms: ['takes-longer', 'expected-now'],
  name: order.customer.name,
  email: ['promised-sooner', 'expected-now', 'sorry'],
});
