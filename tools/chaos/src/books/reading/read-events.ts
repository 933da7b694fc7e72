import type { Ledgers, PublishedEntry } from '../ledgers';
import { inMs, type Databases } from './ask';

/** Events whose contents books look into. */
const readWhole = [
  ...['payment.processed', 'payment.refunded', 'order.cancelled', 'order.recalled', 'order.unattended'],
  ...['order.estimate-changed', 'purchase-order.placed', 'menu.availability-changed'],
];

const family = 'com.mariopizzeria.';
const nameOfType = `regexp_replace(type, '^com\\.mariopizzeria\\.', '') AS name`;

/** What was published, kept and handled, and what was left behind. */
export const readEvents = async ({ of, ofAll }: Databases) => ({
  log: await of<Ledgers['log'][number]>(
    'analytics',
    `SELECT event_id AS "eventId", ${nameOfType}, regexp_replace(source, '^.*/', '') AS service, subject,
            sequence::integer AS sequence, ${inMs('happened_at')} AS "atMs",
            CASE WHEN type IN (${readWhole.map((name) => `'${family}${name}'`).join(', ')})
                 THEN event -> 'data' ELSE '{}' END AS data FROM event_log`,
  ),
  published: await ofAll<PublishedEntry>(
    `SELECT event_id AS "eventId", type, ${nameOfType}, :service AS service, subject, sequence::integer AS sequence
     FROM published`,
  ),
  inbox: await ofAll<Ledgers['inbox'][number]>(`SELECT message_id AS "eventId", consumer AS queue FROM inbox`),
  deadLetters: await ofAll<Ledgers['deadLetters'][number]>(
    `SELECT queue, message_id AS "eventId", reason, coalesce(error, '') AS error FROM dead_letters
     WHERE state = 'waiting'`,
  ),
  outbox: await ofAll<Ledgers['outbox'][number]>(`SELECT :service AS service, event_id AS "eventId", type FROM outbox`),
  parked: await ofAll<Ledgers['parked'][number]>(
    `SELECT :service AS service, event_id AS "eventId", error FROM outbox_parked`,
  ),
});
