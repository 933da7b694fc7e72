import type { Kind } from './message';

/** What is worth nothing to a customer whose order is cancelled, and says what is not so. */
const newsOfAnOrder: ReadonlySet<Kind> = new Set([
  'order-confirmed',
  'order-ready',
  'order-not-ready',
  'order-late',
  'order-on-its-way',
]);

/** Whether a message of this kind must not be said any more once the order is cancelled. */
export const endsWithItsOrder = (kind: Kind): boolean => newsOfAnOrder.has(kind);
