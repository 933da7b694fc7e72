export { ordersOf, runsIn, type Channel, type RecordedOrder } from './books/record';
export { addressesOf, serviceNames, UnknownService, type Addresses, type ServiceName } from './http/addresses';
export { randomOf, type Random } from './random';
