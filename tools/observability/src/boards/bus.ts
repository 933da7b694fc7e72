import { QueryVariableBuilder, VariableRefresh, VariableSort } from '@grafana/grafana-foundation-sdk/dashboard';
import { thresholds } from '../thresholds';
import type { Board } from './board';
import { bars, columns, lights, lines, note, number, stacked, table } from './panels';
import { datasources, labelValues, now, over } from './queries';

const work = 'queue=~"$queue", queue!~"pizzeria\\\\.delay\\\\..*|.*\\\\.dlq"';

const health = [
  number({
    title: 'Broker nodes up',
    description: 'Nodes that answer.',
    unit: 'short',
    queries: [over('sum(up{job="rabbitmq"})')],
  }).thresholds(lights(2, 1, true)),
  number({
    title: 'Services connected',
    description: 'Processes whose connections to the broker, to publish and to consume, are both there.',
    unit: 'short',
    queries: [over('count(min by (job, instance) (pizzeria_bus_connected) == 1) or vector(0)')],
  }),
  number({
    title: 'Messages in the broker',
    description: 'In all queues together, delay rungs and dead letters as well.',
    unit: 'short',
    queries: [over('sum(queue:rabbitmq_messages:max)')],
  }),
  number({
    title: 'Paused queues',
    description: 'Queues whose service cannot work: its database, or dead letters that are not kept. 0 is good.',
    unit: 'short',
    queries: [over('count(max by (queue) (pizzeria_bus_paused) == 1) or vector(0)')],
  }).thresholds(lights(1, 1)),
  number({
    title: 'Topology drift',
    description: 'Queues and exchanges found other than wanted, since the processes started. 0 is good.',
    unit: 'short',
    queries: [over('sum(pizzeria_bus_topology_drift_total) or vector(0)')],
  }).thresholds(lights(1, 1)),
  number({
    title: 'Suspects',
    description: 'Messages handled alone, because they may kill their process; in the last hour. 0 is good.',
    unit: 'short',
    queries: [over('sum(increase(pizzeria_bus_suspects_total[1h])) or vector(0)')],
  }).thresholds(lights(1, 10)),
];

const queues = [
  stacked({
    title: 'Messages, by queue',
    description: 'Ready and in hand together. Near 0 is good; a slope that does not end is not.',
    unit: 'short',
    width: 12,
    queries: [over(`queue:rabbitmq_messages:max{${work}}`, '{{queue}}')],
  }),
  stacked({
    title: 'Ready and in hand',
    description: 'Ready: nobody has it yet. In hand: sent to a process, not yet settled.',
    unit: 'short',
    width: 12,
    queries: [
      over(`sum(max by (queue) (rabbitmq_detailed_queue_messages_ready{${work}}))`, 'ready'),
      over(`sum(max by (queue) (rabbitmq_detailed_queue_messages_unacked{${work}}))`, 'in hand'),
    ],
  }),
  lines({
    title: 'Consumers, by queue',
    description: 'As many as processes run the subscription. 0 with messages waiting is an alert.',
    unit: 'short',
    queries: [over(`queue:rabbitmq_consumers:max{${work}}`, '{{queue}}')],
  }),
  lines({
    title: 'In hand, part of the prefetch',
    description: 'Deliveries in hand against the most that a process takes. At 100 % for long, more processes help.',
    unit: 'percentunit',
    queries: [
      over(
        'sum by (queue) (pizzeria_bus_in_flight{queue=~"$queue"}) / sum by (queue) (pizzeria_bus_prefetch{queue=~"$queue"})',
        '{{queue}}',
      ),
    ],
  }).max(1),
  lines({
    title: 'Subscribed, by queue',
    description: '1 while a service is subscribed to its queue: the broker is there, and the queue.',
    unit: 'short',
    queries: [over('max by (queue) (pizzeria_bus_subscribed{queue=~"$queue"})', '{{queue}}')],
  }),
  lines({
    title: 'Paused, by reason',
    description: '1 while a service takes nothing from a queue, because what the reason names does not work.',
    unit: 'short',
    queries: [over('max by (queue, reason) (pizzeria_bus_paused{queue=~"$queue"})', '{{queue}}: {{reason}}')],
  }),
];

const publishing = [
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

const returning = [
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

const broker = [
  lines({
    title: 'Memory and disk to the alarm',
    description: 'Parts used of what may be used. At 100 % publishers are blocked.',
    unit: 'percentunit',
    queries: [
      over('rabbitmq_process_resident_memory_bytes / rabbitmq_resident_memory_limit_bytes', 'memory {{instance}}'),
      over('rabbitmq_disk_space_available_limit_bytes / rabbitmq_disk_space_available_bytes', 'disk {{instance}}'),
    ],
  }).thresholds(lights(0.8, 1)),
  lines({
    title: 'Connections and channels',
    description: 'Two connections a process, a channel a subscription. Saw teeth are processes that come and go.',
    unit: 'short',
    queries: [
      over('sum(rabbitmq_connections)', 'connections'),
      over('sum(rabbitmq_channels)', 'channels'),
      over('sum(rate(rabbitmq_connections_opened_total[5m])) * 60', 'opened a minute'),
    ],
  }),
  lines({
    title: 'Commit of a quorum queue',
    description: 'How long the disks of the broker take. RabbitMQ 3 and 4 call it differently.',
    unit: 's',
    queries: [
      over('max(rabbitmq_raft_entry_commit_latency_seconds) or max(rabbitmq_raft_commit_latency_seconds)', 'longest'),
    ],
  }),
];

const telemetry = [
  lines({
    title: 'Telemetry lost or redacted',
    description: 'Spans and log lines that the collector could not pass on, and those in which it masked something.',
    unit: 'cpm',
    width: 12,
    queries: [
      over('sum(rate(instance_what:otelcol_lost:total[5m])) * 60', 'lost'),
      over('sum by (exported_job) (rate(pizzeria_redacted_spans_total[5m])) * 60', 'masked in spans: {{exported_job}}'),
      over('sum by (exported_job) (rate(pizzeria_redacted_logs_total[5m])) * 60', 'masked in logs: {{exported_job}}'),
    ],
  }),
  table({
    title: 'Published, by event',
    description: 'Events sent in the last hour, by who says them.',
    unit: 'short',
    width: 12,
    queries: [now('sort_desc(sum by (event, service) (increase(pizzeria_event_published_total[1h])))')],
  }).withTransformation({ id: 'organize', options: { excludeByName: { Time: true } } }),
];

export const bus: Board = {
  uid: 'pizzeria-bus',
  title: 'Bus',
  description: 'Queues, retries and the broker',
  variables: [
    new QueryVariableBuilder('queue')
      .label('queue')
      .datasource(datasources.prometheus)
      .query(labelValues('pizzeria_bus_in_flight', 'queue'))
      .refresh(VariableRefresh.OnTimeRangeChanged)
      .sort(VariableSort.AlphabeticalAsc)
      .multi(true)
      .includeAll(true)
      .allValue('.*')
      .current({ selected: true, text: 'All', value: '$__all' }),
  ],
  rows: [
    {
      title: 'Health',
      panels: [
        ...health,
        note(
          'What good looks like',
          'How to read this board.',
          'All services are connected, queues are near empty, each has consumers, nothing is paused, nothing returned or ' +
            `drifted. A burst in a queue that is gone within ${thresholds.lagSeconds} s is a Friday night.`,
        ),
      ],
    },
    { title: 'Queues', panels: queues },
    { title: 'Publishing', panels: publishing },
    { title: 'What comes back', panels: returning },
    { title: 'Broker', panels: broker },
    { title: 'Telemetry', panels: telemetry },
  ],
  elsewhere: [
    { title: 'RabbitMQ overview', url: 'https://grafana.com/grafana/dashboards/10991' },
    { title: 'RabbitMQ quorum queues', url: 'https://grafana.com/grafana/dashboards/11340' },
  ],
};
