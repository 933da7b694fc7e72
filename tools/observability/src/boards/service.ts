import { QueryVariableBuilder, VariableRefresh, VariableSort } from '@grafana/grafana-foundation-sdk/dashboard';
import { anyService, thresholds } from '../thresholds';
import type { Board } from './board';
import { lights, lines, logLines, note, number, stacked } from './panels';
import { datasources, labelValues, logs, over, overWithExemplars } from './queries';

const job = 'job="$service"';
const byService = 'service="$service"';
const routes = `${job}, http_route!~".*/stream"`;

const health = [
  number({
    title: 'Processes up',
    description: 'Processes of the service that answer.',
    unit: 'short',
    queries: [over(`sum(up{${job}}) or vector(0)`)],
  }).thresholds(lights(1, 1, true)),
  number({
    title: 'Relay leader',
    description: 'Exactly one process sends the events of the outbox: 1 is good.',
    unit: 'short',
    queries: [over(`sum(pizzeria_outbox_leader{${byService}}) or vector(0)`)],
  }).thresholds(lights(1, 1, true)),
  number({
    title: 'Outbox: pending',
    description: 'Events written and not yet sent. A few, for a moment, is good.',
    unit: 'short',
    queries: [over(`max(pizzeria_outbox_pending{${byService}})`)],
  }),
  number({
    title: 'Outbox: oldest event',
    description: 'How long the event that waits longest has waited.',
    unit: 's',
    queries: [over(`max(pizzeria_outbox_oldest_age{${byService}})`)],
  }).thresholds(lights(10, thresholds.outboxAgeSeconds)),
  number({
    title: 'Outbox: parked',
    description:
      'Events that the broker refuses for their own sake. 0 is good; SELECT release_parked() sends them again.',
    unit: 'short',
    queries: [over(`max(pizzeria_outbox_parked{${byService}})`)],
  }).thresholds(lights(1, 1)),
  number({
    title: 'Dead letters',
    description: 'Messages of this service that were given up and wait. 0 is good.',
    unit: 'short',
    queries: [over(`sum(pizzeria_dead_letters{${byService}}) or vector(0)`)],
  }).thresholds(lights(1, thresholds.deadLetterBurst)),
];

const requests = [
  stacked({
    title: 'Requests, by route',
    description: 'Requests answered.',
    unit: 'reqps',
    queries: [
      over(
        `sum by (http_request_method, http_route) (rate(http_server_request_duration_count{${job}}[5m]))`,
        '{{http_request_method}} {{http_route}}',
      ),
    ],
  }),
  lines({
    title: 'Errors, by route',
    description: 'Answers with 5xx. None is good.',
    unit: 'reqps',
    queries: [
      over(
        `sum by (http_route, http_response_status_code) (rate(http_server_request_duration_count{${job}, http_response_status_code=~"5.."}[5m]))`,
        '{{http_response_status_code}} {{http_route}}',
      ),
    ],
  }),
  lines({
    title: 'Duration, p95 by route',
    description: 'Streams left out: they last as long as somebody looks.',
    unit: 's',
    queries: [
      over(
        `histogram_quantile(0.95, sum by (http_route, le) (rate(http_server_request_duration_bucket{${routes}}[5m])))`,
        '{{http_route}}',
      ),
    ],
  }).thresholds(lights(0.5, thresholds.httpSeconds)),
];

const events = [
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

const processes = [
  lines({
    title: 'Database connections',
    description: 'Used of the pool, and who waits for one. Nobody should wait.',
    unit: 'short',
    queries: [
      over(`sum by (instance) (pizzeria_database_pool_used{${job}})`, 'used {{instance}}'),
      over(`sum by (instance) (pizzeria_database_pool_size{${job}})`, 'at most {{instance}}'),
      over(`sum by (instance) (pizzeria_database_pool_waiting{${job}})`, 'waiting {{instance}}'),
    ],
  }),
  lines({
    title: 'Event loop delay, p99',
    description: 'How late a process is with everything. Above 200 ms people feel it.',
    unit: 's',
    queries: [over(`nodejs_eventloop_delay_p99{${job}}`, '{{instance}}')],
  }).thresholds(lights(0.1, thresholds.eventLoopDelaySeconds)),
  lines({
    title: 'Heap against its limit',
    description: 'At 100 % the process ends.',
    unit: 'percentunit',
    queries: [
      over(
        `sum by (instance) (v8js_memory_heap_used{${job}}) / sum by (instance) (v8js_memory_heap_limit{${job}})`,
        '{{instance}}',
      ),
    ],
  }).max(1),
  lines({
    title: 'Processor',
    description: 'Cores used by each process.',
    unit: 'short',
    queries: [over(`sum by (instance) (rate(process_cpu_time_total{${job}}[1m]))`, '{{instance}}')],
  }),
  lines({
    title: 'Restarts',
    description: 'Starts of a process under the same address in the last hour. None is good.',
    unit: 'short',
    queries: [over(`sum by (instance) (resets(process_uptime{${job}}[1h]))`, '{{instance}}')],
  }),
  lines({
    title: 'Replicas, wanted and there',
    description: 'In a cluster: pods wanted by the autoscaler, its limit, and those that are ready.',
    unit: 'short',
    queries: [
      over(
        'max(kube_horizontalpodautoscaler_status_desired_replicas{namespace="pizzeria", horizontalpodautoscaler=~".*$service"})',
        'wanted',
      ),
      over(
        'max(kube_horizontalpodautoscaler_spec_max_replicas{namespace="pizzeria", horizontalpodautoscaler=~".*$service"})',
        'at most',
      ),
      over('max(kube_deployment_status_replicas_available{namespace="pizzeria", deployment="$service"})', 'there'),
    ],
  }),
];

export const service: Board = {
  uid: 'pizzeria-service',
  title: 'Service',
  description: 'One service: requests, events, outbox, process',
  variables: [
    new QueryVariableBuilder('service')
      .label('service')
      .datasource(datasources.prometheus)
      .query(labelValues(`up{job=~"${anyService}"}`, 'job'))
      .refresh(VariableRefresh.OnTimeRangeChanged)
      .sort(VariableSort.AlphabeticalAsc)
      .current({ selected: true, text: 'orders', value: 'orders' }),
  ],
  rows: [
    {
      title: 'Health',
      panels: [
        ...health,
        note(
          'What good looks like',
          'How to read this board.',
          'All processes are up, one of them leads the relay, the outbox is empty within a second, nothing is parked or dead. ' +
            'No 5xx, nobody waits for a database connection, the event loop is on time.',
        ),
      ],
    },
    { title: 'Requests', panels: requests },
    { title: 'Events', panels: events },
    { title: 'Processes', panels: processes },
    {
      title: 'Logs',
      panels: [
        logLines({
          title: 'Warnings and errors',
          description: 'What the service complained of.',
          queries: [logs('{service_name="$service"} | detected_level =~ `warn|error|fatal`')],
        }),
      ],
    },
  ],
};
