/** A field of log lines: as JSON on standard output, and as a collector is sent it. */
export interface LogField {
  readonly name: string;
  readonly sent: string;
  readonly meaning: string;
}

export const logFields: readonly LogField[] = [
  { name: 'level', sent: 'severity', meaning: '`debug`, `info`, `warn` or `error`' },
  { name: 'time', sent: 'time', meaning: 'RFC 3339, UTC' },
  { name: 'service', sent: 'attribute `service`', meaning: 'Who says it' },
  { name: 'message', sent: 'body', meaning: 'What happened, in the same words each time' },
  { name: 'trace_id', sent: 'trace id', meaning: 'The trace in which it happened' },
  { name: 'span_id', sent: 'span id', meaning: 'The span in which it happened' },
  {
    name: 'eventId',
    sent: 'attributes `eventId` and `pizzeria.event.id`',
    meaning: 'The event that was handled meanwhile',
  },
  { name: 'event', sent: 'attribute `event`', meaning: 'Its name' },
  { name: 'queue', sent: 'attribute `queue`', meaning: 'The queue it came from' },
  {
    name: 'orderId',
    sent: 'attributes `orderId` and `pizzeria.order.id`',
    meaning: 'The order it is about; of other aggregates as `ingredientId` and `pizzeria.ingredient.id`',
  },
  { name: 'error', sent: 'attribute `error`', meaning: 'Type, message, code, stack and cause of what was thrown' },
];
