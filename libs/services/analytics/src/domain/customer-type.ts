/** How well the shop knows a customer at the moment of an order. */
export type CustomerType = 'new' | 'returning' | 'regular';

export const customerTypes = ['new', 'returning', 'regular'] as const satisfies readonly CustomerType[];

/** From this many earlier orders on, a customer is a regular. */
export const regularFrom = 4;

/** @param earlierOrders how many orders the customer had placed before this one, cancelled ones included */
export const customerTypeOf = (earlierOrders: number): CustomerType => {
  if (earlierOrders === 0) return 'new';
  return earlierOrders < regularFrom ? 'returning' : 'regular';
};
