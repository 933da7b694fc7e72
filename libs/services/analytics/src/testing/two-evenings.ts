import {
  cancelled,
  cooking,
  delayed,
  delivered,
  euros,
  failed,
  halfAndHalf,
  inEuros,
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

const pickup = { fulfilment: { type: 'pickup' as const } };
const nextDay = 24 * 60;

/** Made, carried and paid: placed at `from`, at the door so many minutes later. */
const aDelivery = (number: number, customer: number, from: number, took: number): readonly Told[] => [
  placed(number, customer, from),
  sent(number, number, from),
  cooking(number, from + 5),
  ready(number, from + 15, 600),
  leaving(number, from + 17),
  delivered(number, from + took),
  paid(number, from + took),
];

/** The first evening of the shop, and the next one: something of everything that is measured. */
export const twoEvenings: readonly Told[] = [
  // A regular with six orders, the last of which comes on the next day; on time, 3, 9, 18 and 60 minutes late.
  ...aDelivery(1, 1, 0, 40),
  ...aDelivery(2, 1, 10, 48),
  ...aDelivery(3, 1, 70, 54),
  ...aDelivery(4, 1, 130, 63),
  ...aDelivery(5, 1, 190, 105),
  ...aDelivery(6, 1, nextDay, 30),
  // Collected, of halves; made ready, taken back and made ready again, late for the counter.
  placed(7, 2, 20, { ...pickup, items: [halfAndHalf()], totalAmount: { amount: 1_699, currency: 'USD' } }),
  cooking(7, 30),
  ready(7, 60, 1_800),
  recalled(7, 62),
  ready(7, 68, 2_280, 4),
  delayed(7, 50),
  delivered(7, 80),
  paid(7, 80, { amount: 1_699, currency: 'USD' }),
  // Its message failed twice.
  failed(7, 7, 20, false),
  failed(7, 7, 21),
  // Cancelled by its customer at once; paid in euros, and given back on the next day.
  placed(8, 2, 200, inEuros(900)),
  paid(8, 201, euros(900)),
  cancelled(8, 205),
  refunded(8, nextDay + 10, euros(900)),
  // Cancelled while it was made, by staff.
  placed(9, 3, 210, pickup),
  cooking(9, 215),
  cancelled(9, 220, { by: 'staff', reason: 'The oven broke.' }),
  // Nobody started it: short, then given up.
  placed(10, 4, 220),
  short(10, 220),
  short(10, 230, 2),
  unattended(10, 240, 1),
  unattended(10, 250, 2),
  unattended(10, 260, 3),
  cancelled(10, 261, { by: 'system', reason: 'Nobody started it.' }),
  // Nobody opened; carried again, in vain, and called off.
  placed(11, 5, nextDay + 20),
  cooking(11, nextDay + 21),
  ready(11, nextDay + 31, 590),
  leaving(11, nextDay + 32),
  undeliverable(11, nextDay + 42),
  leaving(11, nextDay + 50, 6),
  undeliverable(11, nextDay + 60, 7),
  cancelled(11, nextDay + 70, { by: 'staff', reason: '=Nobody opened.' }),
  // Still on its way, still in the oven, taken back again, and waiting.
  ...aDelivery(12, 6, nextDay + 100, 999).slice(0, 5),
  ...aDelivery(13, 6, nextDay + 110, 999).slice(0, 3),
  ...aDelivery(14, 6, nextDay + 120, 999).slice(0, 4),
  recalled(14, nextDay + 140),
  placed(15, 7, nextDay + 125, { ...pickup, items: [halfAndHalf({ halves: ['margherita', 'diavola'] })] }),
  // Said to have been sent, then that it never came; and a word to the shop itself.
  failed(1, 1, 30, false),
  sent(100, undefined, 60, 'low-stock'),
  failed(101, undefined, nextDay + 61),
];
