import { serviceNames } from '@pizzeria/simulator';

/**
 * Where good ends: the numbers of every alert, in one place, and of the colours on the boards. What is said to hold for
 * a while (`for`) stands with the alert.
 */
export const thresholds = {
  /** Seconds that the oldest event may wait in an outbox. */
  outboxAgeSeconds: 60,
  /** Dead letters of one queue within ten minutes: more is no single message any more. */
  deadLetterBurst: 20,
  /** Seconds from an event to its handling, p95 by queue. */
  lagSeconds: 30,
  /** Messages in a queue, and by how many a second it grows. */
  queueDepth: 500,
  queueGrowthPerSecond: 0.05,
  /** Part of what a queue handles that failed and is tried again, and from how many in five minutes on it counts. */
  retryRatio: 0.2,
  retriesAtLeast: 10,
  /** Part of a service's answers that are 5xx; seconds of a route, p95. */
  httpErrorRatio: 0.02,
  httpSeconds: 1,
  /** Seconds that the event loop of a process is late, p99. */
  eventLoopDelaySeconds: 0.2,
  /** Part of the messages to customers that were given up. */
  failedMessagesRatio: 0.1,
  /** Orders of the same half hour a week ago, above which none at all is an alarm. */
  usualOrders: 5,
  /** Part of the promises kept, and from how many orders in an hour on it counts. */
  promisesKeptRatio: 0.8,
  promisesAtLeast: 10,
  /** Seconds that an order may be late and its promise still counts as kept. */
  promiseGraceSeconds: 300,
} as const;

/** For matchers: `job=~"…"`, which is a service's name. */
export const anyService = serviceNames.join('|');
