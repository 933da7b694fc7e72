import { type Meter, metrics } from '@opentelemetry/api';
import type { Bus, BusState, DeadLetterReason } from '../bus';
import { errorTypeOf } from './describe-error';
import type { DeliveryObserver, SeenDelivery } from './observer';

/** Bounds in seconds; the default ones of OpenTelemetry are meant for milliseconds. */
export const lagBounds: readonly number[] = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900];
export const durationBounds: readonly number[] = [
  0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 20,
];

export interface BusMetrics {
  /** Counts and times deliveries; one for all receivers of a process. */
  readonly observer: DeliveryObserver;
  /**
   * Shows whether a bus is connected, in each of its roles, which of its queues it is subscribed to, and the counters
   * it keeps, if any: `settleLost` as `pizzeria.bus.settle_lost`. Once for each bus of a process.
   */
  watch(bus: WatchedBus): void;
  /**
   * A queue is consumed from now on, with so many deliveries in hand at most. What can go wrong with it is shown from
   * here on as 0, so that the first time is seen as an increase.
   */
  consuming(queue: string, prefetch: number): void;
  /** These events may be published. As `consuming`. */
  publishing(events: readonly { readonly name: string; readonly route: 'required' | 'optional' }[]): void;
  /** A queue is not consumed any more, for this reason, or is again. */
  paused(queue: string, reason: string, paused: boolean): void;
  /** An event was confirmed for which no queue was bound; `required`: its contract asks for one. */
  unroutable(event: string, required: boolean): void;
}

/** What a bus shows of itself; one that shows no more than its state is one connection in the role `all`. */
export interface WatchedBus extends Pick<Bus, 'state'> {
  readonly connections?: readonly { readonly role: string; readonly state: BusState }[];
  readonly subscriptions?: readonly { readonly queue: string; readonly subscribed: boolean }[];
  readonly counters?: object;
}

type Outcome = 'handled' | 'duplicate' | 'retried' | 'dead' | 'handed_back';

/** Why a receiver gives a message up. */
const reasons: readonly DeadLetterReason[] = [
  'retries-exhausted',
  'rejected',
  'invalid',
  'unknown-type',
  'unsupported-version',
  'crash-loop',
];

/** Of a bus' own counters, those that are counted here more finely. */
const countedHere = new Set(['delivered', 'retries', 'deadLetters', 'unroutable']);

/**
 * The bus's metrics on OpenTelemetry. Call it after the SDK is started; called again it counts on in the same
 * series. Labels are names of services, events, queues and errors: few, and never anything of a payload.
 */
export const busMetrics = (meter: Meter = metrics.getMeter('@pizzeria/bus')): BusMetrics => {
  const connected = meter.createObservableGauge('pizzeria.bus.connected', {
    description: '1 while the bus takes messages',
  });
  const subscribed = meter.createObservableGauge('pizzeria.bus.subscribed', {
    description: '1 while a queue can be consumed: the broker is there, and the queue',
  });
  const pausedQueues = meter.createGauge('pizzeria.bus.paused', { description: '1 while a queue is not consumed' });
  const prefetched = meter.createGauge('pizzeria.bus.prefetch', { description: 'Deliveries in hand at most' });
  const unroutable = meter.createCounter('pizzeria.bus.unroutable', { description: 'Events no queue was bound to' });
  const { suspects, deadLetters, ...others } = instruments(meter);
  const lost = (event: string, required: boolean, times: number) =>
    unroutable.add(times, { event, required: String(required) });
  return {
    observer: deliveryMetrics({ suspects, deadLetters, ...others }),
    watch: (bus) => {
      connected.addCallback((result) => {
        for (const { role, state } of bus.connections ?? [{ role: 'all', state: bus.state }])
          result.observe(state === 'connected' ? 1 : 0, { role });
      });
      subscribed.addCallback((result) => {
        for (const { queue, subscribed: is } of bus.subscriptions ?? []) result.observe(is ? 1 : 0, { queue });
      });
      watchCounters(meter, bus.counters ?? {});
    },
    consuming: (queue, prefetch) => {
      prefetched.record(prefetch, { queue });
      suspects.add(0, { queue });
      for (const reason of reasons) deadLetters.add(0, { queue, reason });
    },
    publishing: (events) => events.forEach(({ name, route }) => lost(name, route === 'required', 0)),
    paused: (queue, reason, paused) => pausedQueues.record(paused ? 1 : 0, { queue, reason }),
    unroutable: (event, required) => lost(event, required, 1),
  };
};

/** What the counters of a bus mean. */
const meanings: Readonly<Record<string, string>> = {
  confirmed: 'Messages that the broker confirmed',
  uncertain: 'Messages given up without knowing whether the broker stored them',
  unsent: 'Messages given up before they were sent',
  refused: 'Messages that the broker refused for their own sake',
  failedMoves: 'Retries and dead letters that could not be moved: their original was handed back',
  settleLost: 'Outcomes that could not be told to the broker, because the channel was gone',
  reconnects: 'Connections made again after a loss',
  resubscribes: 'Subscriptions made again after a loss',
  topologyDrift: 'Objects on the broker with other arguments than wanted',
};

const watchCounters = (meter: Meter, counters: object): void => {
  for (const name of Object.keys(counters).filter((counter) => !countedHere.has(counter))) {
    const words = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    const read = () => (counters as Readonly<Record<string, number>>)[name] ?? 0;
    meter
      .createObservableCounter(`pizzeria.bus.${words}`, { description: meanings[name] })
      .addCallback((result) => result.observe(read()));
  }
};

const deliveryMetrics = (made: ReturnType<typeof instruments>): DeliveryObserver => {
  const { handled, retries, suspects, deadLetters, inFlight, lag, duration } = made;
  const ended = ({ producer, event, queue }: SeenDelivery, outcome: Outcome) =>
    handled.add(1, { producer, event, consumer: serviceOf(queue), queue, outcome });
  const took = (queue: string, ms: number, errorType?: string) =>
    duration.record(ms / 1_000, { 'messaging.destination.name': queue, ...(errorType && { 'error.type': errorType }) });
  return {
    around: async ({ queue }, run) => {
      inFlight.add(1, { queue });
      try {
        return await run();
      } finally {
        inFlight.add(-1, { queue });
      }
    },
    started: ({ envelope, first, event, queue }, at) => {
      if (first && envelope)
        lag.record(Math.max(0, at.getTime() - Date.parse(envelope.time)) / 1_000, { event, queue });
    },
    handled: (seen, { tookMs }) => {
      took(seen.queue, tookMs);
      ended(seen, 'handled');
    },
    duplicate: (seen) => ended(seen, 'duplicate'),
    failed: ({ queue }, { error, tookMs }) => took(queue, tookMs, errorTypeOf(error)),
    retried: (seen, { afterMs, because }) => {
      retries.add(1, { queue: seen.queue, rung: afterMs, because });
      if (because === 'suspected') suspects.add(1, { queue: seen.queue });
      ended(seen, 'retried');
    },
    dead: (seen, { reason }) => {
      deadLetters.add(1, { queue: seen.queue, reason });
      ended(seen, 'dead');
    },
    handedBack: (seen) => ended(seen, 'handed_back'),
  };
};

const instruments = (meter: Meter) => ({
  handled: meter.createCounter('pizzeria.event.handled', { description: 'Deliveries that came to an end, by outcome' }),
  retries: meter.createCounter('pizzeria.bus.retries', { description: 'Deliveries put on a rung' }),
  suspects: meter.createCounter('pizzeria.bus.suspects', {
    description: 'Messages that came back so often that they are handled alone from now on',
  }),
  deadLetters: meter.createCounter('pizzeria.bus.dead_letters', { description: 'Deliveries given up, by reason' }),
  inFlight: meter.createUpDownCounter('pizzeria.bus.in_flight', { description: 'Deliveries in hand' }),
  lag: meter.createHistogram('pizzeria.event.lag', {
    unit: 's',
    description: 'From an event to the first start of its handling in a queue',
    advice: { explicitBucketBoundaries: [...lagBounds] },
  }),
  duration: meter.createHistogram('messaging.process.duration', {
    unit: 's',
    description: 'Duration of one try at handling a message',
    advice: { explicitBucketBoundaries: [...durationBounds] },
  }),
});

const serviceOf = (queue: string): string => queue.split('.', 1)[0] ?? queue;
