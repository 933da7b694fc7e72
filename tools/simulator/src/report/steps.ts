import type { SeenOrder } from '../books/seen';

/** Half of all were quicker than `p50`, all but one in twenty quicker than `p95`; ms. */
export interface Percentiles {
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
}

export interface Step extends Percentiles {
  readonly name: string;
}

/** How long each step took: the answer as the customer saw it, the rest by the services' own times. */
export const stepsOf = (answerMs: readonly number[], seen: readonly SeenOrder[]): readonly Step[] => [
  { name: 'order answered', ...percentiles(answerMs) },
  step('placed to cooking', seen, ({ order, tickets }) => between(order?.placedAt, tickets[0]?.startedAt)),
  step('cooking to ready', seen, ({ tickets }) => between(tickets[0]?.startedAt, tickets[0]?.readyAt)),
  step('ready to handed over', seen, ({ order, tickets }) => between(tickets[0]?.readyAt, order?.deliveredAt)),
  step('placed to handed over', seen, ({ order }) => between(order?.placedAt, order?.deliveredAt)),
  step('confirmation sent', seen, (one) => between(one.order?.placedAt, sentAt(one, 'order-confirmed'))),
  step('ready message sent', seen, (one) => between(one.tickets[0]?.readyAt, sentAt(one, 'order-ready'))),
];

const step = (name: string, seen: readonly SeenOrder[], took: (one: SeenOrder) => number | undefined): Step => ({
  name,
  ...percentiles(seen.flatMap((one) => took(one) ?? [])),
});

/** By nearest rank; zero of nothing. */
export const percentiles = (values: readonly number[]): Percentiles => {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (percent: number) => sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? 0;
  return { count: sorted.length, p50: at(50), p95: at(95) };
};

const between = (from: string | undefined, to: string | undefined): number | undefined =>
  from === undefined || to === undefined ? undefined : Date.parse(to) - Date.parse(from);

/** The last of its channels. */
const sentAt = ({ messages }: SeenOrder, kind: string): string | undefined =>
  messages
    .filter((message) => message.kind === kind)
    .flatMap((message) => message.sentAt ?? [])
    .sort()
    .at(-1);
