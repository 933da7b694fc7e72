import {
  createEvent,
  decodeEvent,
  systemClock,
  uuidv7Ids,
  type DataOf,
  type EventDefinition,
  type EventEnvelope,
  type RaisedEvent,
  type TransactionalHandler,
} from '@pizzeria/bus';
import { testDatabase } from '@pizzeria/postgres/testing';
import { readConfig } from '@pizzeria/service';
import { nothingMeasured } from '@pizzeria/service/testing';
import type { Order } from '../domain/order';
import type { PlaceOrder } from '../use-cases/place-order';
import { orders } from '../service';
import type { OrdersParts } from '../use-cases/ports';
import { ada, atTheCounter, twoMargheritas } from './orders';

/** The service's parts on a PostgreSQL of their own, without a bus: what they publish stays in the outbox. */
export const openShop = async () => {
  const { database, drop } = await testDatabase({ migrations: orders.migrations, name: 'orders' });
  const silent = { debug: ignore, info: ignore, warn: ignore, error: ignore, child: () => silent };
  const parts: OrdersParts = orders.parts({
    database,
    clock: systemClock,
    ids: uuidv7Ids,
    logger: silent,
    settings: readConfig(orders.settings, {}),
    measure: nothingMeasured,
    publish: (events, { sequence }) =>
      database.enqueue(events.map((event, index) => outboxRow(event, sequence + index))),
  });

  /** Every event that would leave, oldest first, each with its place in its order's history. */
  const published = async (order?: Pick<Order, 'id'>): Promise<readonly EventEnvelope[]> => {
    const rows = await database.sql<{ body: Buffer; seq: string }>('outbox').orderBy('seq').select('body');
    const events = rows.map(({ body }) => decodeEvent(body));
    return order === undefined ? events : events.filter(({ subject }) => subject === `order/${order.id}`);
  };

  /** Handles an event as a subscription does, in a transaction, but without its inbox: every duplicate gets through. */
  const hear = <E extends EventDefinition>(
    handler: TransactionalHandler<OrdersParts>,
    data: DataOf<E>,
    sequence: number,
  ): Promise<void> => {
    const stamp = { id: uuidv7Ids.next(), time: new Date(), sequence };
    const { envelope } = createEvent({ event: handler.event, data }, stamp);
    const handling = { ...parts, signal: new AbortController().signal };
    return database.transaction(async () => handler.handle(envelope as EventEnvelope<never>, handling));
  };

  return { database, parts, published, hear, close: drop };
};

export type Shop = Awaited<ReturnType<typeof openShop>>;

/** Two large margheritas with basil for Ada, to be collected. */
export const adasRequest: PlaceOrder = { customer: ada, fulfilment: atTheCounter, items: [twoMargheritas] };

const ignore = (): void => undefined;

const outboxRow = (raised: RaisedEvent, sequence: number) => {
  const { envelope, message } = createEvent(raised, { id: uuidv7Ids.next(), time: new Date(), sequence });
  const { id: eventId, routingKey, body } = message;
  return { eventId, type: envelope.type, routingKey, subject: envelope.subject, sequence, createdAt: new Date(), body };
};
