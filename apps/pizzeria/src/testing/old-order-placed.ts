const orderId = '01995f2a-7c00-7000-8000-00000000a001';

/** An `order.placed` as it was written when the phone still stood beside the customer. */
export const oldOrderPlaced = {
  specversion: '1.0',
  id: '01995f2a-7c00-7000-8000-00000000e001',
  type: 'com.mariopizzeria.order.placed',
  source: 'mario-pizzeria/orders',
  subject: `order/${orderId}`,
  time: '2025-09-19T18:30:00.000Z',
  datacontenttype: 'application/json',
  dataschema: 'urn:mario-pizzeria:order.placed:v1',
  sequence: '0000000001',
  data: {
    orderId,
    number: 7,
    customerId: '01995f2a-7c00-7000-8000-00000000c001',
    customer: { name: 'Ada', email: 'ada@example.com' },
    customerPhone: '+14155550123',
    fulfilment: { type: 'pickup' },
    items: [
      {
        line: 1,
        kind: 'pizza',
        sku: 'margherita',
        name: 'Margherita',
        size: 'large',
        quantity: 2,
        extras: ['basil'],
        unitPrice: 1599,
        lineTotal: 3198,
      },
    ],
    totalAmount: { amount: 3198, currency: 'USD' },
    estimatedDelivery: '2025-09-19T18:50:00.000Z',
  },
};
