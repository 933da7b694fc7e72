import { doubled, grouped, lost, stuck, wrong, type Book, type Finding } from './book';
import type { Ledgers } from './ledgers';

/** Analytics keeps every event that was published, once, and no other. */
export const bookOfLog = ({ log, published }: Ledgers): Book => {
  const kept = grouped(log, ({ eventId }) => eventId);
  const sent = grouped(published, ({ eventId }) => eventId);
  const findings: readonly Finding[] = [
    ...[...sent].flatMap(([id, [event]]) =>
      kept.has(id) ? [] : [lost(`${event?.name} ${id} of ${event?.service} is not in analytics' log`)],
    ),
    ...[...sent]
      .filter(([, of]) => of.length > 1)
      .map(([id, of]) => doubled(`${of[0]?.name} ${id} is ${of.length} times in published of ${of[0]?.service}`)),
    ...[...kept]
      .filter(([, of]) => of.length > 1)
      .map(([id, of]) => doubled(`${of[0]?.name} ${id} is ${of.length} times in analytics' log`)),
    ...[...kept].flatMap(([id, [event]]) =>
      sent.has(id) ? [] : [wrong(`${event?.name} ${id} is in analytics' log and in nobody's published`)],
    ),
  ];
  const services = [...grouped(published, ({ service }) => service)];
  const balance = `${services.map(([name, of]) => `${name} ${of.length}`).join(' + ')} published = ${log.length} in analytics' log`;
  return { name: 'log', balance, findings };
};

/** Every published event was handled once by every subscription that takes it, or is a dead letter of it. */
export const bookOfDeliveries = ({ published, inbox, deadLetters, subscribers }: Ledgers): Book => {
  const handled = grouped(inbox, ({ eventId, queue }) => `${eventId} ${queue}`);
  const dead = new Set(deadLetters.map(({ eventId, queue }) => `${eventId} ${queue}`));
  const due = published.flatMap(({ eventId, name, type }) =>
    (subscribers.get(type) ?? []).map((queue) => ({ key: `${eventId} ${queue}`, what: `${name} ${eventId}`, queue })),
  );
  const keys = new Set(due.map(({ key }) => key));
  const findings: readonly Finding[] = [
    ...due
      .filter(({ key }) => !handled.has(key) && !dead.has(key))
      .map(({ what, queue }) => lost(`${what} was never handled by ${queue}`)),
    ...[...handled]
      .filter(([, of]) => of.length > 1)
      .map(([key, of]) => doubled(`${key} is ${of.length} times in the inbox`)),
    ...[...handled.keys()]
      .filter((key) => !keys.has(key))
      .map((key) => wrong(`${key} was handled and never published`)),
  ];
  const balance = `${due.length} deliveries due = ${inbox.length} inbox rows + ${deadLetters.length} dead letters`;
  return { name: 'deliveries', balance, findings };
};

/** Nothing was given up, refused or left behind. */
export const bookOfLeftovers = ({ deadLetters, parked, outbox }: Ledgers): Book => ({
  name: 'leftovers',
  balance: `${deadLetters.length} dead letters, ${parked.length} parked, ${outbox.length} in outboxes`,
  findings: [
    ...deadLetters.map(({ queue, eventId, reason, error }) =>
      lost(`dead letter in ${queue}: ${eventId}, ${reason}: ${error}`),
    ),
    ...parked.map(({ service, eventId, error }) => lost(`${service} parked ${eventId}: ${error}`)),
    ...outbox.map(({ service, eventId, type }) => stuck(`${type} ${eventId} is still in the outbox of ${service}`)),
  ],
});
