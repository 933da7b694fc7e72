import { readFileSync } from 'node:fs';
import { services, type ServiceName } from '@pizzeria/local';
import { urlOfDatabase } from '@pizzeria/postgres';
import { ordersOf, runsIn, type RecordedOrder } from '@pizzeria/simulator';
import { Client } from 'pg';
import type { Providers } from '../world/providers';
import type { Ledgers, PublishedEntry } from './ledgers';
import { subscribersOfAll } from './subscribers';

type Ask = <Row>(service: ServiceName, sql: string) => Promise<readonly Row[]>;

export interface Sources {
  /** Of the database server, for a role that may read all five databases. */
  readonly serverUrl: string;
  /** The simulator's record. */
  readonly recordFile: string;
  readonly providers: Pick<Providers, 'sms' | 'emails'>;
  readonly disturbances: Ledgers['disturbances'];
}

/** Reads the simulator's record, all five databases and what the providers took. */
export const readLedgers = async (sources: Sources): Promise<Ledgers> => {
  const { serverUrl, recordFile, providers, disturbances } = sources;
  const clients = new Map<ServiceName, Client>();
  const ask: Ask = async <Row>(service: ServiceName, sql: string) => {
    const client = clients.get(service) ?? (await connected(urlOfDatabase(serverUrl, `pizzeria_${service}`)));
    clients.set(service, client);
    return (await client.query(sql)).rows as Row[];
  };
  const all = async <Row>(sql: string) =>
    (await Promise.all(services.map(({ name }) => ask<Row>(name, sql.replaceAll(':service', `'${name}'`))))).flat();
  try {
    return {
      recorded: readRecord(recordFile),
      ...(await readBusiness(ask)),
      ...(await readMessages(ask, providers)),
      ...(await readEvents(ask, all)),
      disturbances,
      subscribers: subscribersOfAll(),
    };
  } finally {
    await Promise.all([...clients.values()].map((client) => client.end()));
  }
};

const connected = async (connectionString: string): Promise<Client> => {
  const client = new Client({ connectionString, connectionTimeoutMillis: 10_000 });
  client.on('error', () => {});
  await client.connect();
  return client;
};

const readRecord = (file: string): readonly RecordedOrder[] => {
  const text = readFileSync(file, 'utf8');
  return runsIn(text).flatMap((run) => ordersOf(text, run));
};

const readBusiness = async (ask: Ask) => ({
  orders: await ask<Ledgers['orders'][number]>(
    'orders',
    `SELECT id, customer ->> 'name' AS customer, status, version, total_amount AS total, payment FROM orders`,
  ),
  tickets: await ask<Ledgers['tickets'][number]>(
    'kitchen',
    `SELECT order_id AS "orderId", status, version, ticket ->> 'readyAt' IS NOT NULL AS "wasReady" FROM tickets`,
  ),
  reservations: await ask<Ledgers['reservations'][number]>(
    'inventory',
    `SELECT order_id AS "orderId", state, version, needs FROM reservations`,
  ),
  shelves: await ask<Ledgers['shelves'][number]>(
    'inventory',
    `SELECT id AS "ingredientId", on_hand AS "onHand", reserved FROM ingredients`,
  ),
  movements: (
    await ask<{ ingredientId: string; kind: string; quantity: number; orderId?: string; purchaseOrderId?: string }>(
      'inventory',
      `SELECT ingredient_id AS "ingredientId", kind, quantity, order_id AS "orderId",
              purchase_order_id AS "purchaseOrderId" FROM stock_movements`,
    )
  ).map(({ orderId, purchaseOrderId, ...rest }) => ({
    ...rest,
    orderId: orderId ?? undefined,
    purchaseOrderId: purchaseOrderId ?? undefined,
  })),
  purchaseOrders: await ask<Ledgers['purchaseOrders'][number]>(
    'inventory',
    `SELECT id, state, lines FROM purchase_orders`,
  ),
  paymentMetrics: await ask<Ledgers['paymentMetrics'][number]>(
    'analytics',
    `SELECT payment_id AS "paymentId", order_id AS "orderId", amount FROM payment_metrics`,
  ),
});

type MessageRow = Ledgers['messages'][number] & { readonly recipient: string; readonly text: string };

const readMessages = async (ask: Ask, { sms, emails }: Sources['providers']) => {
  const messages = await ask<MessageRow>(
    'notifications',
    `SELECT id, coalesce(order_id::text, about) AS "orderId", kind, channel, occurrence::integer AS occurrence, state,
            recipient, text,
            (extract(epoch FROM created_at) * 1000)::float8 AS "fromMs",
            (extract(epoch FROM updated_at) * 1000)::float8 AS "toMs" FROM messages`,
  );
  // A text names its order's number, so no two to one recipient are the same.
  const written = new Map(messages.map(({ id, recipient, text }) => [`${recipient} ${text}`, id]));
  return {
    messages,
    taken: [...emails, ...sms.map(({ to, text }) => written.get(`${to} ${text}`) ?? `${to}: ${text}`)],
  };
};

const nameOfType = `regexp_replace(type, '^com\\.mariopizzeria\\.', '') AS name`;

const readEvents = async (ask: Ask, all: <Row>(sql: string) => Promise<readonly Row[]>) => ({
  log: await ask<Ledgers['log'][number]>(
    'analytics',
    `SELECT event_id AS "eventId", ${nameOfType}, regexp_replace(source, '^.*/', '') AS service, subject,
            sequence::integer AS sequence FROM event_log`,
  ),
  published: await all<PublishedEntry>(
    `SELECT event_id AS "eventId", type, ${nameOfType}, :service AS service, subject, sequence::integer AS sequence
     FROM published`,
  ),
  inbox: await all<Ledgers['inbox'][number]>(`SELECT message_id AS "eventId", consumer AS queue FROM inbox`),
  deadLetters: await all<Ledgers['deadLetters'][number]>(
    `SELECT queue, message_id AS "eventId", reason, coalesce(error, '') AS error FROM dead_letters
     WHERE state = 'waiting'`,
  ),
  outbox: await all<Ledgers['outbox'][number]>(`SELECT :service AS service, event_id AS "eventId", type FROM outbox`),
  parked: await all<Ledgers['parked'][number]>(
    `SELECT :service AS service, event_id AS "eventId", error FROM outbox_parked`,
  ),
});
