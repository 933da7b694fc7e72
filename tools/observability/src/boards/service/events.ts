import { lines, stacked } from '../panels';
import { over, overWithExemplars } from '../queries';
import { byService, job } from './labels';

export const events = [
  stacked({
    title: 'Events handled, by queue and outcome',
    description: 'Handled is good; duplicates are harmless; the rest is explained below.',
    unit: 'cpm',
    queries: [
      over(
        'sum by (queue, outcome) (rate(pizzeria_event_handled_total{consumer="$service"}[5m])) * 60',
        '{{queue}} {{outcome}}',
      ),
    ],
  }),
  lines({
    title: 'Handlers that failed, by error',
    description: 'Tries that ended with an error.',
    unit: 'cpm',
    queries: [
      over(
        `sum by (messaging_destination_name, error_type) (rate(messaging_process_duration_count{${job}, error_type!=""}[5m])) * 60`,
        '{{messaging_destination_name}} {{error_type}}',
      ),
    ],
  }),
  lines({
    title: 'Time of a handler, p95 by queue',
    description: 'One try, from its start to its end.',
    unit: 's',
    queries: [
      over(
        `histogram_quantile(0.95, sum by (messaging_destination_name, le) (rate(messaging_process_duration_bucket{${job}}[5m])))`,
        '{{messaging_destination_name}}',
      ),
    ],
  }),
  lines({
    title: 'In hand, by queue',
    description: 'Deliveries in hand.',
    unit: 'short',
    queries: [over(`sum by (queue) (pizzeria_bus_in_flight{${job}})`, '{{queue}}')],
  }),
  lines({
    title: 'Events published',
    description: 'Events confirmed by the broker.',
    unit: 'cpm',
    queries: [over(`sum by (event) (rate(pizzeria_event_published_total{${byService}}[5m])) * 60`, '{{event}}')],
  }),
  lines({
    title: 'Latency, with traces',
    description: 'p95 of all spans. A point leads to a trace that took so long.',
    unit: 's',
    queries: [
      overWithExemplars(
        'histogram_quantile(0.95, sum by (le) (rate(traces_spanmetrics_latency_bucket{service="$service"}[5m])))',
        'spans',
      ),
      overWithExemplars(
        'histogram_quantile(0.95, sum by (le) (rate(traces_span_metrics_duration_seconds_bucket{service_name="$service"}[5m])))',
        'spans, before sampling',
      ),
    ],
  }),
];
