import { customerTypeOf } from './customer-type';

it.each([
  [0, 'new'],
  [1, 'returning'],
  [3, 'returning'],
  [4, 'regular'],
  [400, 'regular'],
] as const)('a customer with %d earlier orders is %s', (earlierOrders, type) => {
  expect(customerTypeOf(earlierOrders)).toBe(type);
});
