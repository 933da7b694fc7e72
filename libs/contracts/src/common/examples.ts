import type { Supplier } from './stock';

/** Ada's evening: the order that every example tells a part of. */
export const adasOrder = { orderId: '01995f2a-7c00-7000-8000-000000000001', number: 42 };

export const ada = {
  customerId: '01995f2a-7c00-7000-8000-00000000000a',
  customer: { name: 'Ada', phone: '+14155550123', email: 'ada@example.com' },
};

export const adasPayment = '01995f2a-7c00-7000-8000-0000000000b1';
export const adasRefund = '01995f2a-7c00-7000-8000-0000000000b2';
export const aPurchaseOrder = '01995f2a-7c00-7000-8000-0000000000c1';
export const aNotification = '01995f2a-7c00-7000-8000-0000000000d1';

export const dollars = (amount: number) => ({ amount: Math.round(amount * 100), currency: 'USD' });

/** A time of that evening, for example `at('18:30')`. */
export const at = (time: string): string => `2026-03-14T${time}:00.000Z`;

export const dairy: Supplier = { id: 'dairy', name: 'Alpine Dairy', email: 'orders@dairy.example.com' };

export const bruno = { id: 'courier-bruno', name: 'Bruno' };
