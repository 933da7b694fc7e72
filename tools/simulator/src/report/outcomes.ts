import type { RecordedOrder } from '../books/record';
import { countOf, type SeenOrder } from '../books/seen';

/** What the pizzeria was put through besides plain orders, by name; what never came is left out. */
export const outcomesOf = (
  recorded: readonly RecordedOrder[],
  seen: readonly SeenOrder[],
): readonly (readonly [name: string, count: string])[] => {
  const orders = (holds: (one: SeenOrder) => boolean) => seen.filter(holds).length;
  const events = (name: string) => seen.reduce((sum, one) => sum + countOf(one, name), 0);
  const answers = (code: string) => recorded.filter(({ refused }) => refused?.code === code).length;
  const counts: readonly (readonly [string, number])[] = [
    ['with half-and-half', orders(({ order }) => order?.halves === true)],
    ['for later', recorded.filter(({ placed, requestedFor }) => placed && requestedFor !== undefined).length],
    ['recalled', events('order.recalled')],
    ['brought back', events('order.undeliverable')],
    ['refunds', events('payment.refunded')],
    ['given up unattended', orders(({ order }) => order?.cancelledBy === 'system')],
    ['answered sold out', answers('sold-out')],
    ['answered too soon', answers('too-soon')],
  ];
  return counts.filter(([, count]) => count > 0).map(([name, count]) => [name, String(count)]);
};
