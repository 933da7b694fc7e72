import { OrderPlaced, OrderReady, type OrderPlacedData, type OrderReadyData } from '@pizzeria/contracts';
import type { Shop } from '../domain/shop';
import type { Claim } from '../use-cases/messages';

export const mariosShop: Shop = {
  name: "Mario's Pizzeria",
  phone: '+15555550100',
  timeZone: 'America/New_York',
  manager: {},
};

/** The evening of which the contracts' examples tell. */
export const thatEvening = '2026-03-14T18:30:00.000Z';

/** Ada's order of two large margheritas with basil, to be delivered at 19:15 UTC. */
export const adasOrder = (changes: Partial<OrderPlacedData> = {}): OrderPlacedData => ({
  ...OrderPlaced.example,
  ...changes,
});

export const adasReadyOrder = (changes: Partial<OrderReadyData> = {}): OrderReadyData => ({
  ...OrderReady.example,
  ...changes,
});

const now = Date.parse('2026-03-14T18:30:00.000Z');

export const aClaim = (changes: Partial<Claim> = {}): Claim => ({
  messageId: '01995f2a-7c00-7000-8000-0000000000d1',
  about: `order/${OrderPlaced.example.orderId}`,
  kind: 'order-confirmed',
  channel: 'sms',
  occurrence: 1,
  recipient: '+14155550123',
  text: "Mario's Pizzeria: order #42 confirmed.",
  asked: { by: '01995f2a-7c00-7000-8000-0000000000e1', at: '2026-03-14T18:30:00.000Z' },
  attempt: 1,
  askFirst: false,
  since: new Date(now),
  sendBefore: new Date(now + 5_000),
  ...changes,
});

export const anEmailClaim = (changes: Partial<Claim> = {}): Claim =>
  aClaim({
    channel: 'email',
    recipient: 'ada@example.com',
    subject: 'Order #42 confirmed',
    text: 'thank you for your order #42',
    html: '<p>thank you for your order <strong>#42</strong></p>',
    ...changes,
  });

/** A ladder of short waits that lasts for more than 20 s: nothing is given up while a test looks at it. */
export const manyTries = Array.from({ length: 200 }, (_, n) => 10 + n);
