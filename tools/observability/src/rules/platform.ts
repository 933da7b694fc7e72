import { serviceNames } from '@pizzeria/simulator';
import { anyService, thresholds } from '../thresholds';
import { grown, oneLine, type Alert } from './alert';

const onJob = { service: '{{ $labels.job }}' };
const alarm = (name: string, metric: string): string => `label_replace(max(${metric}) > 0, "alarm", "${name}", "", "")`;
/** Found by name, a process that is gone is no target any more, so that nothing is left to be down. */
const gone = (job: string): string => `absent(up{job="${job}"})`;

export const brokerAlerts: readonly Alert[] = [
  {
    name: 'BrokerDown',
    expr: `up{job="rabbitmq"} == 0 or ${gone('rabbitmq')}`,
    for: '2m',
    severity: 'critical',
    summary: 'The broker does not answer',
    description: 'Orders are still taken and wait in the outboxes; nothing moves on.',
    board: 'pizzeria-bus',
    panel: 'Broker nodes up',
  },
  {
    name: 'BusDisconnected',
    expr: 'max by (job, role) (pizzeria_bus_connected) == 0',
    for: '2m',
    severity: 'critical',
    summary: '{{ $labels.job }} has no connection to the broker ({{ $labels.role }})',
    description: 'The broker, the way to it, or the service’s user and password.',
    board: 'pizzeria-bus',
    panel: 'Services connected',
  },
  {
    name: 'BrokerAlarm',
    expr: `${alarm('memory', 'rabbitmq_alarms_memory_used_watermark')} or ${alarm('disk', 'rabbitmq_alarms_free_disk_space_watermark')}`,
    severity: 'critical',
    summary: 'The broker is out of {{ $labels.alarm }} and takes no more messages',
    description: 'Publishers are blocked; consumers go on. Make room.',
    board: 'pizzeria-bus',
    panel: 'Memory and disk to the alarm',
  },
  {
    name: 'BrokerDiskLow',
    expr: 'predict_linear(rabbitmq_disk_space_available_bytes[6h], 24 * 3600) < rabbitmq_disk_space_available_limit_bytes',
    for: '1h',
    severity: 'warning',
    summary: 'The broker’s disk will be full within a day',
    description: 'Something is kept and not taken: a paused consumer, dead letters.',
    board: 'pizzeria-bus',
    panel: 'Memory and disk to the alarm',
  },
];

export const processAlerts: readonly Alert[] = [
  {
    name: 'TargetDown',
    expr: [`up{job!~"rabbitmq.*"} == 0`, ...serviceNames.map(gone)].join(' or '),
    for: '2m',
    severity: 'critical',
    summary: '{{ $labels.job }}{{ with $labels.instance }} at {{ . }}{{ end }} does not answer',
    description: 'A process is down, or no process of the service is left.',
    board: 'pizzeria-service',
    panel: 'Processes up',
    variables: onJob,
  },
  {
    name: 'HttpErrors',
    expr: `job:http_errors:ratio_5m > ${thresholds.httpErrorRatio}`,
    for: '5m',
    severity: 'critical',
    summary: '{{ $value | humanizePercentage }} of the answers of {{ $labels.job }} are errors of ours',
    description: 'People see failures. Which route, since which release?',
    board: 'pizzeria-service',
    panel: 'Errors, by route',
    variables: onJob,
  },
  {
    name: 'HttpSlow',
    expr: `job_route:http_server_request_duration:p95_5m > ${thresholds.httpSeconds}`,
    for: '10m',
    severity: 'warning',
    summary: '{{ $labels.http_route }} of {{ $labels.job }} takes {{ $value | humanizeDuration }} (p95)',
    description: 'People wait. The database, its pool, or the event loop.',
    board: 'pizzeria-service',
    panel: 'Duration, p95 by route',
    variables: onJob,
  },
  {
    name: 'EventLoopBlocked',
    expr: `max by (job, instance) (nodejs_eventloop_delay_p99{job=~"${anyService}"}) > ${thresholds.eventLoopDelaySeconds}`,
    for: '5m',
    severity: 'warning',
    summary: '{{ $labels.job }} at {{ $labels.instance }} is {{ $value | humanizeDuration }} late with everything',
    description: 'Something computes instead of waiting, or the processor is throttled.',
    board: 'pizzeria-service',
    panel: 'Event loop delay, p99',
    variables: onJob,
  },
  {
    name: 'DatabasePoolExhausted',
    expr: 'max by (job) (pizzeria_database_pool_waiting) > 0',
    for: '2m',
    severity: 'warning',
    summary: '{{ $value }} in {{ $labels.job }} wait for a database connection',
    description: 'A slow query, a lock, or too small a pool for the work.',
    board: 'pizzeria-service',
    panel: 'Database connections',
    variables: onJob,
  },
];

export const telemetryAlerts: readonly Alert[] = [
  {
    name: 'TelemetryLost',
    expr: `sum by (job) (${grown('instance_what:otelcol_lost:total', '10m')}) > 0`,
    for: '5m',
    severity: 'warning',
    summary: 'Traces or logs are lost at the collector',
    description: 'Tempo or Loki do not take them, or the collector has no memory left.',
    board: 'pizzeria-bus',
    panel: 'Telemetry lost or redacted',
  },
  {
    name: 'PersonalDataInTelemetry',
    expr: oneLine(`sum by (exported_job) (${grown('pizzeria_redacted_spans_total', '10m')}) > 0
      or sum by (exported_job) (${grown('pizzeria_redacted_logs_total', '10m')}) > 0`),
    severity: 'warning',
    summary: '{{ $labels.exported_job }} said something personal in a span or a log',
    description: 'It was masked on its way. The code that says it is a privacy bug: find the span.',
    board: 'pizzeria-bus',
    panel: 'Telemetry lost or redacted',
  },
  {
    name: 'Watchdog',
    expr: 'vector(1)',
    severity: 'none',
    summary: 'Alerts arrive',
    description: 'Always fires. When it does not come, no other alert would.',
    board: 'pizzeria-event-flow',
    panel: 'What is wrong now',
  },
];
