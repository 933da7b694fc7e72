/** Ada's order: two large margheritas with extra basil, 31.98, to her door. */
export const anOrder = (changes: object = {}) => ({
  customer: { name: 'Ada', phone: '+14155550123', email: 'ada@example.com' },
  fulfilment: { type: 'delivery', address: { line1: '1 Main St', city: 'Springfield', postalCode: '12345' } },
  items: [{ sku: 'margherita', size: 'large', quantity: 2, extras: ['basil'], notes: 'well done' }],
  ...changes,
});

export interface PlacedOrder {
  readonly id: string;
  readonly number: number;
  readonly trackingToken: string;
}
