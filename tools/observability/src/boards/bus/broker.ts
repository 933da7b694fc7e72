import { lights, lines, table } from '../panels';
import { now, over } from '../queries';

export const broker = [
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

export const telemetry = [
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
