import { fieldsOf } from '../fields';
import { OrderPlaced } from './order-placed';

const placedWith = (line: object) => ({
  ...OrderPlaced.example,
  items: [{ ...OrderPlaced.example.items[0], ...line }],
});
const accepts = (payload: unknown) => OrderPlaced.schema.safeParse(payload).success;

describe('order.placed', () => {
  it('of version 1 keeps its phone, now beside the name', () => {
    const [v1] = OrderPlaced.past;
    expect(v1?.upcast(v1.schema.parse(v1.example) as never)).toEqual(OrderPlaced.example);
  });

  it('names one item or two halves, never both or neither', () => {
    expect(accepts(placedWith({}))).toBe(true);
    expect(accepts(placedWith({ sku: undefined, halves: ['margherita', 'diavola'] }))).toBe(true);
    expect(accepts(placedWith({ halves: ['margherita', 'diavola'] }))).toBe(false);
    expect(accepts(placedWith({ sku: undefined }))).toBe(false);
  });

  it('has at least one line, whole quantities and no negative price', () => {
    expect(accepts({ ...OrderPlaced.example, items: [] })).toBe(false);
    expect(accepts(placedWith({ quantity: 0 }))).toBe(false);
    expect(accepts(placedWith({ quantity: 1.5 }))).toBe(false);
    expect(accepts(placedWith({ unitPrice: -1 }))).toBe(false);
  });

  it('tells times in UTC only', () => {
    expect(accepts({ ...OrderPlaced.example, estimatedDelivery: '2026-03-14T19:15:00+01:00' })).toBe(false);
  });

  it('needs an address for a delivery, and none for a pickup', () => {
    expect(accepts({ ...OrderPlaced.example, fulfilment: { type: 'pickup' } })).toBe(true);
    expect(accepts({ ...OrderPlaced.example, fulfilment: { type: 'delivery' } })).toBe(false);
  });

  it('marks exactly who the customer is, where they live and what they noted', () => {
    const personal = fieldsOf(OrderPlaced.schema).filter((field) => field.personal);
    expect(personal.map((field) => field.path)).toEqual([
      'fulfilment.address.line1',
      'fulfilment.address.line2',
      'fulfilment.address.city',
      'fulfilment.address.postalCode',
      'fulfilment.address.instructions',
      'items[].notes',
      'customer.name',
      'customer.phone',
      'customer.email',
    ]);
  });
});
