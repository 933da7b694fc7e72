import type { Draft, Kind } from './message';

const hourMs = 3_600_000;

/** How long after what it tells a message is worth sending, in hours. */
const hoursGood: Readonly<Record<Kind, number>> = {
  'order-confirmed': 2,
  'order-ready': 1,
  'order-not-ready': 1,
  'order-late': 1,
  'order-on-its-way': 1,
  'order-cancelled': 24,
  receipt: 24,
  'low-stock': 24,
  'order-unattended': 2,
  'purchase-order': 24,
};

/** Whether a message is old news. An SMS is after half the time, so that an e-mail in its place may still be in time. */
export const isTooOld = ({ kind, channel, asked }: Pick<Draft, 'kind' | 'channel' | 'asked'>, now: Date): boolean => {
  const goodForMs = hoursGood[kind] * hourMs * (channel === 'sms' ? 0.5 : 1);
  return now.getTime() - Date.parse(asked.at) > goodForMs;
};
