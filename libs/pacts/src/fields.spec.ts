import { only, pick } from './fields';

const order = {
  number: 7,
  customer: { name: 'Ada', phone: '+1' },
  items: [{ sku: 'margherita', notes: 'crisp' }, { sku: 'cola' }],
};

describe('the fields that are stated', () => {
  it('are picked from a payload, whole groups and elements of lists too', () => {
    expect(pick(order, ['number', 'customer', 'items[].sku'], 'it')).toEqual({
      number: 7,
      customer: { name: 'Ada', phone: '+1' },
      items: [{ sku: 'margherita' }, { sku: 'cola' }],
    });
    expect(pick(order, ['customer.name'], 'it')).toEqual({ customer: { name: 'Ada' } });
    expect(pick(order, [], 'it')).toEqual({});
  });

  it('must be in the payload', () => {
    expect(() => pick(order, ['total', 'items[].size'], 'order.placed v2: of pizzas')).toThrow(
      "order.placed v2: of pizzas has no total, items[].size: say them in the story's payload",
    );
  });

  it('are all that a handler can read, and what it read is known', () => {
    const read = new Set<string>();
    const seen = only(order, ['number', 'customer.phone', 'items[].notes'], read) as typeof order;
    expect([seen.number, seen.customer.phone, seen.items.map(({ notes }) => notes)]).toEqual([
      7,
      '+1',
      ['crisp', undefined],
    ]);
    expect(JSON.parse(JSON.stringify(seen))).toEqual({
      number: 7,
      customer: { phone: '+1' },
      items: [{ notes: 'crisp' }, {}],
    });
    expect(() => seen.customer.name).toThrow('reads customer.name, which it does not state that it needs');
    expect(() => seen.items[1]?.sku).toThrow('reads items[].sku, which it does not state that it needs');
    expect([...read]).toEqual(['number', 'customer', 'customer.phone', 'items', 'items[].notes']);
  });

  it('let a handler that needs none read none', () => {
    expect(() => (only(order, [], new Set()) as typeof order).number).toThrow('reads number, which');
  });
});
