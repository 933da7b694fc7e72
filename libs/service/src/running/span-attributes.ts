import type { Attributes } from '@opentelemetry/api';
import type { EventEnvelope } from '@pizzeria/bus';

/** What a span may say of an event: ids and names, never payload. */
export const eventAttributes = (
  name: string,
  event?: Pick<EventEnvelope, 'id' | 'subject'>,
  partOf?: string,
): Attributes => ({
  'pizzeria.event': name,
  ...(event ? { 'messaging.message.id': event.id, ...subjectAttributes(event.subject) } : {}),
  ...(partOf ? subjectAttributes(partOf) : {}),
});

/** `order/4711` gives `pizzeria.order.id`. */
export const subjectAttributes = (subject: string): Attributes => {
  const slash = subject.indexOf('/');
  return slash < 1 ? {} : { [`pizzeria.${subject.slice(0, slash).replace(/-/g, '_')}.id`]: subject.slice(slash + 1) };
};
