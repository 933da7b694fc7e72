import { bars, columns, lines } from '../panels';
import { now, over } from '../queries';

export const publishing = [
  lines({
    title: 'Send to confirm, p95',
    description: 'How long the broker takes until it has stored a message. Milliseconds are good.',
    unit: 's',
    queries: [
      over(
        `histogram_quantile(0.95, sum by (job, le) (rate(messaging_client_operation_duration_bucket{messaging_operation_name="send"}[5m])))`,
        '{{job}}',
      ),
    ],
  }),
  lines({
    title: 'Sent and taken',
    description: 'Messages sent to the broker and taken from it.',
    unit: 'mps',
    queries: [
      over('sum by (job) (rate(messaging_client_sent_messages_total[1m]))', '{{job}} sent'),
      over('sum by (job) (rate(messaging_client_consumed_messages_total[1m]))', '{{job}} taken'),
    ],
  }),
  lines({
    title: 'Returned, uncertain and settled in vain',
    description: 'Returned: no queue was bound. Uncertain: no answer came, sent again. Settled in vain: redelivered.',
    unit: 'cpm',
    queries: [
      over('sum by (event, required) (rate(pizzeria_bus_unroutable_total[5m])) * 60', 'returned: {{event}}'),
      over('sum by (job) (rate(pizzeria_bus_uncertain_total[5m])) * 60', 'uncertain: {{job}}'),
      over('sum by (job) (rate(pizzeria_bus_settle_lost_total[5m])) * 60', 'settled in vain: {{job}}'),
    ],
  }),
];

export const returning = [
  columns({
    title: 'What comes back when',
    description: 'Messages on each rung of the delay ladder, in ms. Many on the high rungs come back as one wave.',
    unit: 'short',
    queries: [
      now(
        `sum by (rung) (label_replace(queue:rabbitmq_messages:max{queue=~"pizzeria\\\\.delay\\\\..*"}, "rung", "$1", "queue", ".*\\\\.([0-9]+)"))`,
      ),
    ],
    by: 'rung',
  }),
  bars({
    title: 'In dead-letter queues',
    description:
      'On their way into the table of dead letters. More than a moment: the service or its database is away.',
    unit: 'short',
    queries: [over('queue:rabbitmq_messages:max{queue=~".+\\\\.dlq"}', '{{queue}}')],
  }),
  lines({
    title: 'Redelivered and dead-lettered by the broker',
    description:
      'What the broker itself sends again or moves. Expired is a rung that ends; delivery limit should be 0.',
    unit: 'cpm',
    queries: [
      over('sum(rate(rabbitmq_global_messages_redelivered_total[5m])) * 60', 'redelivered'),
      over('sum(rate(rabbitmq_global_messages_dead_lettered_expired_total[5m])) * 60', 'expired'),
      over('sum(rate(rabbitmq_global_messages_dead_lettered_rejected_total[5m])) * 60', 'rejected'),
      over('sum(rate(rabbitmq_global_messages_dead_lettered_delivery_limit_total[5m])) * 60', 'delivery limit'),
    ],
  }),
];
