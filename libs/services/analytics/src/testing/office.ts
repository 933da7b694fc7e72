import { createEvent, systemClock, uuidv7Ids, type EventEnvelope } from '@pizzeria/bus';
import { readConfig } from '@pizzeria/service';
import { testDatabase } from '@pizzeria/postgres/testing';
import { nothingMeasured } from '@pizzeria/service/testing';
import { businessDays } from '../domain/business-day';
import { rowOfLog } from '../postgres/event-log';
import { collectedMetrics, metricsTables } from '../postgres/metrics';
import { analytics } from '../service';
import { settings } from '../settings';
import type { AnalyticsParts } from '../use-cases/ports';
import type { Told } from './evening';

type Subscription = 'log' | 'metrics';

/** The service's parts on a PostgreSQL of their own, without a bus. */
export const openOffice = async () => {
  const { database, url, drop } = await testDatabase({ migrations: analytics.migrations, name: 'analytics' });
  const silent = { debug: ignore, info: ignore, warn: ignore, error: ignore, child: () => silent };
  const around = { database, clock: systemClock, ids: uuidv7Ids, logger: silent };
  const kit = { ...around, settings: readConfig(settings, {}), publish: ignore, measure: nothingMeasured };
  const parts = analytics.parts(kit);
  const handling = { ...parts, signal: new AbortController().signal };

  const handle = async (subscription: Subscription, event: EventEnvelope, changed: Partial<AnalyticsParts> = {}) => {
    const { handlers } = analytics.subscriptions[subscription] ?? { handlers: [] };
    for (const handler of handlers) {
      if (handler.form === 'on' && handler.event.type === event.type) {
        await handler.handle(event as EventEnvelope<never>, { ...handling, ...changed });
      }
    }
  };

  /** Hands one event to a subscription as the bus does, in a transaction, but without inbox: duplicates get through. */
  const deliver = (subscription: Subscription, event: EventEnvelope): Promise<void> =>
    database.transaction(() => handle(subscription, event));

  /** Hands many of them to the handlers that measure, which write together, in one transaction. */
  const measureAll = (events: readonly EventEnvelope[]): Promise<void> =>
    database.transaction(async () => {
      const { metrics, write } = collectedMetrics(database);
      for (const event of events) await handle('metrics', event, { metrics });
      await write();
    });

  /** Puts many of them into the log together, as the handler that keeps them would one by one. */
  const keepAll = async (events: readonly EventEnvelope[]): Promise<void> => {
    const rows: object[] = [];
    const log = { ...parts.log, append: async (event: EventEnvelope) => void rows.push(rowOfLog(event)) };
    for (const event of events) await handle('log', event, { log });
    await database.sql('event_log').insert(rows).onConflict('event_id').ignore();
  };

  /** Forgets everything. */
  const empty = (): Promise<unknown> => database.sql.raw(`TRUNCATE event_log, ${metricsTables.join(', ')}`);

  /** The business days from one date to another, as reports ask for them. */
  const days = (from: string, to = from) => businessDays(from, to, parts.shopDay);

  return { database, url, parts, deliver, measureAll, keepAll, empty, days, close: drop };
};

export type Office = Awaited<ReturnType<typeof openOffice>>;

export const envelopeOf = ({ event, data, time, sequence }: Told): EventEnvelope =>
  createEvent({ event, data }, { id: uuidv7Ids.next(), time: new Date(time), sequence }).envelope;

const ignore = (): void => undefined;
