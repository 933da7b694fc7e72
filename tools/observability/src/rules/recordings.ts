import { oneLine, type RuleGroup } from './alert';

/** A queue is told of by every node of the broker that knows it: never the sum, always the most. */
const queues = [
  { record: 'queue:rabbitmq_messages:max', expr: 'max by (queue) (rabbitmq_detailed_queue_messages)' },
  { record: 'queue:rabbitmq_consumers:max', expr: 'max by (queue) (rabbitmq_detailed_queue_consumers)' },
];

const perService = [
  {
    record: 'queue:pizzeria_event_lag:p95_5m',
    expr: 'histogram_quantile(0.95, sum by (queue, le) (rate(pizzeria_event_lag_bucket[5m])))',
  },
  {
    record: 'job:http_errors:ratio_5m',
    expr: 'sum by (job) (rate(http_server_request_duration_count{http_response_status_code=~"5.."}[5m])) / sum by (job) (rate(http_server_request_duration_count[5m]))',
  },
  {
    // A stream of events is one request for as long as somebody looks.
    record: 'job_route:http_server_request_duration:p95_5m',
    expr: 'histogram_quantile(0.95, sum by (job, http_route, le) (rate(http_server_request_duration_bucket{http_route!~".*/stream"}[5m])))',
  },
];

const collector = [
  {
    // Six counters as one whose label says which: `increase` takes a metric's name away, and two of them that have all
    // other labels in common would then be one series twice, which is an error.
    record: 'instance_what:otelcol_lost:total',
    expr: oneLine(`label_replace(
      {__name__=~"otelcol_(receiver_refused|exporter_send_failed|exporter_enqueue_failed)_(spans|log_records)(_total)?"},
      "what", "$1", "__name__", "otelcol_(.+)")`),
  },
];

export const recordings: RuleGroup = {
  name: 'pizzeria-recordings',
  rules: [...queues, ...perService, ...collector],
};
