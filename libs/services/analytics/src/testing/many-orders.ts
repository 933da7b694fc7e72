import type { EventEnvelope } from '@pizzeria/bus';
import {
  cancelled,
  cooking,
  delayed,
  delivered,
  failed,
  halfAndHalf,
  leaving,
  paid,
  placed,
  ready,
  recalled,
  refunded,
  sent,
  short,
  unattended,
  undeliverable,
  type Told,
} from './evening';

/** Numbers from 0 (included) to 1 (excluded) that depend on the seed alone: mulberry32. */
export const dice = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

/** An order a minute, each with all that happens to it, told in the order of its happening. */
export function* manyOrders(orders: number, seed: number): Generator<readonly EventEnvelope[]> {
  const roll = dice(seed);
  const upTo = (most: number): number => Math.floor(roll() * most);
  let events = 0;
  const envelope = ({ event, data, time, sequence }: Told): EventEnvelope => ({
    id: `01995f2a-7c00-7000-a000-${(events += 1).toString(16).padStart(12, '0')}`,
    type: event.type,
    version: event.version,
    source: event.source,
    subject: event.subject(data),
    time,
    sequence,
    data,
  });
  for (let number = 1; number <= orders; number += 1) {
    // A third as many customers as orders: some of them come again and again.
    const customer = Math.floor(roll() ** 2 * Math.max(1, orders / 3));
    yield lifeOf(number, customer, upTo).map(envelope);
  }
}

type UpTo = (most: number) => number;

const lifeOf = (number: number, customer: number, upTo: UpTo): readonly Told[] => {
  const pickup = upTo(3) === 0;
  const changes = {
    ...(pickup ? { fulfilment: { type: 'pickup' as const } } : {}),
    ...(upTo(4) === 0 ? { items: [halfAndHalf({ quantity: 1 + upTo(3), lineTotal: 1_000 + upTo(2_000) })] } : {}),
    totalAmount: { amount: 1_000 + upTo(9_000), currency: 'USD' },
  };
  // Messages are numbered so that no two orders have the same.
  const message = 10 * number;
  const begun = [placed(number, customer, number, changes), sent(message, number, number)];
  return [...begun, ...endOf(number, message, pickup, upTo)];
};

const endOf = (number: number, message: number, pickup: boolean, upTo: UpTo): readonly Told[] => {
  const end = upTo(20);
  if (end === 0) return [cancelled(number, number + upTo(10))];
  if (end === 1)
    return [
      short(number, number + 1),
      ...([1, 2, 3] as const).map((level) => unattended(number, number + 10 * level, level)),
      cancelled(number, number + 31, { by: 'system', reason: 'Nobody started it.' }),
    ];
  const started = number + upTo(20);
  const done = started + 5 + upTo(20);
  const made = [cooking(number, started), ready(number, done, 60 * (done - started)), sent(message + 1, number, done)];
  const again =
    upTo(25) === 0 ? [recalled(number, done + 1), ready(number, done + 6, 600, 4), delayed(number, done + 1)] : [];
  const baked = [...made, ...again];
  if (pickup) return [...baked, paid(number, done + 10), delivered(number, done + 10)];
  const away = [...baked, leaving(number, done + 8)];
  if (end === 2)
    return [
      ...away,
      paid(number, number + 1),
      undeliverable(number, done + 30),
      cancelled(number, done + 40, { by: 'staff', reason: 'Nobody opened.' }),
      refunded(number, done + 45),
      failed(message + 2, number, done + 41, upTo(2) === 0),
    ];
  return [
    ...away,
    paid(number, done + 8 + upTo(30)),
    delivered(number, done + 8 + upTo(30)),
    sent(message + 2, number, done + 8),
  ];
};
