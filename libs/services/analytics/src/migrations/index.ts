import type { Migration } from '@pizzeria/postgres';
import { createEventLog } from './001-event-log';
import { createMetrics } from './002-metrics';
import { createFigures } from './003-figures';
import { orderRecordings } from './004-recording-order';

/** In the order they run. */
export const migrations: readonly Migration[] = [createEventLog, createMetrics, createFigures, orderRecordings];

/** Those that make the tables of metrics, and nothing else. */
export const metricsMigrations: readonly Migration[] = [createMetrics, createFigures];
