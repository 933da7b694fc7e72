/** What a browser sends: two large margheritas with basil for Ada, to her door. */
export const adasBody = {
  customer: { name: 'Ada', phone: '+14155550123', email: 'ada@example.com' },
  fulfilment: { type: 'delivery', address: { line1: '1 Main St', city: 'Springfield', postalCode: '12345' } },
  items: [{ sku: 'margherita', size: 'large', quantity: 2, extras: ['basil'], notes: 'well done' }],
};

export const forPickup = { ...adasBody, fulfilment: { type: 'pickup' } };

/** The same order with its first item changed. */
export const withItem = (change: object) => ({ ...adasBody, items: [{ ...adasBody.items[0], ...change }] });

export const withCustomer = (customer: object) => ({ ...adasBody, customer });
