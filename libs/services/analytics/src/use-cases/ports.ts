import type { Clock, EventEnvelope } from '@pizzeria/bus';
import type { ShopDay } from '../domain/business-day';
import type { Figures } from './figures';
import type { Metrics } from './metrics';

/** Every event as it happened, personal data blank. */
export interface EventLog {
  /** Keeps an event once, by its id. */
  append(event: EventEnvelope): Promise<void>;
  /** What is known of one order, in the order it happened. */
  ofOrder(orderId: string): Promise<readonly EventEnvelope[]>;
}

/** All that handlers and routes of this service are given. */
export interface AnalyticsParts {
  readonly log: EventLog;
  readonly metrics: Metrics;
  readonly figures: Figures;
  readonly clock: Clock;
  readonly shopDay: ShopDay;
}
