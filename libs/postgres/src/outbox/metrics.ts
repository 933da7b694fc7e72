import { metrics, type Meter } from '@opentelemetry/api';
import type { OutboxState } from './rows';

/** What a relay shows of itself and of its service's tables. */
export interface RelayMetrics {
  published(routingKey: string): void;
  leading(now: boolean): void;
  state(state: OutboxState | undefined): void;
  /** Reports nothing from now on. */
  stop(): void;
}

/** `service` labels every series. Gauges of the tables come from the leader alone. */
export const relayMetrics = (service: string, meter: Meter = metrics.getMeter('@pizzeria/postgres')): RelayMetrics => {
  let leader = 0;
  let seen: OutboxState | undefined;
  /** Queues and reasons that once had dead letters: none is shown as 0, not as a gap. */
  let dead: OutboxState['deadLetters'] = [];
  const published = meter.createCounter('pizzeria.event.published', { description: 'Events confirmed by the bus' });
  const pending = meter.createObservableGauge('pizzeria.outbox.pending', { description: 'Events waiting to be sent' });
  const age = meter.createObservableGauge('pizzeria.outbox.oldest_age', {
    unit: 's',
    description: 'Age of the event that waits longest',
  });
  const parked = meter.createObservableGauge('pizzeria.outbox.parked', { description: 'Events the bus refuses' });
  const leads = meter.createObservableGauge('pizzeria.outbox.leader', { description: '1 in the process that relays' });
  const deadLetters = meter.createObservableGauge('pizzeria.dead_letters', { description: 'Dead letters waiting' });
  const instruments = [pending, age, parked, leads, deadLetters];
  const observe: Parameters<Meter['addBatchObservableCallback']>[0] = (result) => {
    result.observe(leads, leader, { service });
    if (!seen) return;
    result.observe(pending, seen.pending, { service });
    result.observe(age, seen.oldestAgeSeconds, { service });
    result.observe(parked, seen.parked, { service });
    for (const { queue, reason, count } of dead) result.observe(deadLetters, count, { service, queue, reason });
  };
  meter.addBatchObservableCallback(observe, instruments);
  return {
    published: (routingKey) => published.add(1, { service, event: routingKey.replace(/\.v\d+$/, '') }),
    leading: (now) => void (leader = now ? 1 : 0),
    state: (state) => {
      seen = state;
      if (state) dead = [...state.deadLetters, ...gone(dead, state.deadLetters)];
    },
    stop: () => meter.removeBatchObservableCallback(observe, instruments),
  };
};

type DeadLetterCount = OutboxState['deadLetters'][number];

const gone = (before: readonly DeadLetterCount[], now: readonly DeadLetterCount[]): readonly DeadLetterCount[] =>
  before
    .filter((old) => !now.some(({ queue, reason }) => queue === old.queue && reason === old.reason))
    .map((old) => ({ ...old, count: 0 }));
