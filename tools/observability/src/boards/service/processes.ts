import { thresholds } from '../../thresholds';
import { lights, lines } from '../panels';
import { over } from '../queries';
import { job } from './labels';

export const processes = [
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
