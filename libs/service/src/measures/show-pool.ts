import { metrics, type Meter } from '@opentelemetry/api';
import type { Database } from '@pizzeria/postgres';

/** Shows how busy a service's database connections are. Returns what stops it. */
export const showPool = (
  service: string,
  database: Pick<Database, 'connections'>,
  meter: Meter = metrics.getMeter('@pizzeria/service'),
): (() => void) => {
  const used = meter.createObservableGauge('pizzeria.database.pool.used', {
    description: 'Database connections at work',
  });
  const waiting = meter.createObservableGauge('pizzeria.database.pool.waiting', {
    description: 'Callers that wait for a database connection',
  });
  const size = meter.createObservableGauge('pizzeria.database.pool.size', {
    description: 'Database connections that this process may hold',
  });
  const all = [used, waiting, size];
  const observe: Parameters<Meter['addBatchObservableCallback']>[0] = (result) => {
    const { connections } = database;
    result.observe(used, connections.used, { service });
    result.observe(waiting, connections.waiting, { service });
    result.observe(size, connections.size, { service });
  };
  meter.addBatchObservableCallback(observe, all);
  return () => meter.removeBatchObservableCallback(observe, all);
};
