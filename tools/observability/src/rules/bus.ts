import { thresholds } from '../thresholds';
import { grownWhileWatched, oneLine, type Alert } from './alert';

/** Queues that wait on purpose: delay rungs and dead letters. */
const workQueues = 'queue!~"pizzeria\\\\.delay\\\\..*|.*\\\\.dlq"';
const deadQueues = 'queue=~".+\\\\.dlq"';
const onQueue = { queue: '{{ $labels.queue }}' };

export const busAlerts: readonly Alert[] = [
  {
    name: 'DeadLettersWaiting',
    expr: `sum by (queue) (pizzeria_dead_letters) > 0 or queue:rabbitmq_messages:max{${deadQueues}} > 0`,
    for: '5m',
    severity: 'warning',
    summary: '{{ $value }} dead letters of {{ $labels.queue }} wait for somebody to decide',
    description: 'Messages were given up and are kept. Read the reason, mend it, replay them.',
    board: 'pizzeria-event-flow',
    panel: 'Dead letters waiting',
  },
  {
    name: 'DeadLetterBurst',
    expr: `sum by (queue, reason) (${grownWhileWatched('pizzeria_bus_dead_letters_total', '10m')}) > ${thresholds.deadLetterBurst}`,
    severity: 'critical',
    summary: '{{ $labels.queue }} gave up {{ $value | printf "%.0f" }} messages in ten minutes: {{ $labels.reason }}',
    description: 'So many at once are a release or a contract, not a message. Roll back first.',
    board: 'pizzeria-event-flow',
    panel: 'Dead letters, by reason',
  },
  {
    name: 'QueueHasNoConsumers',
    expr: `queue:rabbitmq_messages:max{${workQueues}} > 0 unless queue:rabbitmq_consumers:max > 0`,
    for: '2m',
    severity: 'critical',
    summary: '{{ $value }} messages lie in {{ $labels.queue }} and nobody takes them',
    description: 'The process is down, its subscription is paused, or a worker at zero is not started.',
    board: 'pizzeria-bus',
    panel: 'Consumers, by queue',
    variables: onQueue,
  },
  {
    name: 'QueueMissing',
    expr: oneLine(`max by (job, queue) (pizzeria_bus_subscribed) == 0
      unless on (job) max by (job) (pizzeria_bus_connected{role="consume"}) == 0`),
    for: '2m',
    severity: 'critical',
    summary: '{{ $labels.job }} cannot subscribe to {{ $labels.queue }}: it is not there, or not for this user',
    description: 'The service is connected and keeps trying. Apply the definitions.',
    board: 'pizzeria-bus',
    panel: 'Subscribed, by queue',
    variables: onQueue,
  },
  {
    name: 'EventsLate',
    expr: `queue:pizzeria_event_lag:p95_5m > ${thresholds.lagSeconds}`,
    for: '10m',
    severity: 'warning',
    summary: '{{ $labels.queue }} hears of events {{ $value | humanizeDuration }} after they happened',
    description: 'Handling does not keep up, or has just caught up after a stop.',
    board: 'pizzeria-event-flow',
    panel: 'From event to handling, p95',
  },
  {
    name: 'QueueGrowing',
    expr: oneLine(`deriv(queue:rabbitmq_messages:max{${workQueues}}[15m]) > ${thresholds.queueGrowthPerSecond}
      and queue:rabbitmq_messages:max > ${thresholds.queueDepth}`),
    for: '15m',
    severity: 'warning',
    summary: '{{ $labels.queue }} grows by {{ $value | printf "%.2f" }} messages a second',
    description: 'More comes than is handled. Is it scaled out as far as it may?',
    board: 'pizzeria-bus',
    panel: 'Messages, by queue',
    variables: onQueue,
  },
  {
    name: 'SubscriptionPaused',
    expr: 'max by (job, queue, reason) (pizzeria_bus_paused) == 1',
    for: '5m',
    severity: 'critical',
    summary: '{{ $labels.queue }} is paused: {{ $labels.reason }}',
    description: 'The service takes nothing from it, because what the reason names does not work. Nothing is lost.',
    board: 'pizzeria-bus',
    panel: 'Paused, by reason',
    variables: onQueue,
  },
  {
    name: 'RetryStorm',
    expr: oneLine(`sum by (queue) (rate(pizzeria_bus_retries_total{because="failure"}[5m]))
      / sum by (queue) (rate(pizzeria_event_handled_total[5m])) > ${thresholds.retryRatio}
      and sum by (queue) (increase(pizzeria_bus_retries_total{because="failure"}[5m])) > ${thresholds.retriesAtLeast}`),
    for: '10m',
    severity: 'warning',
    summary: '{{ $value | humanizePercentage }} of what {{ $labels.queue }} handles fails and is tried again',
    description: 'One error, or a dependency that is away.',
    board: 'pizzeria-event-flow',
    panel: 'Retries, by rung',
  },
  {
    name: 'CrashLoopingMessage',
    expr: `sum by (queue) (${grownWhileWatched('pizzeria_bus_suspects_total', '10m')}) > 0`,
    severity: 'warning',
    summary: 'A message of {{ $labels.queue }} may be killing its process',
    description: 'It came back so often that it is handled alone now. If it is the killer, it becomes a dead letter.',
    board: 'pizzeria-bus',
    panel: 'Suspects',
    variables: onQueue,
  },
  {
    name: 'UnroutableRequired',
    expr: `sum by (event) (${grownWhileWatched('pizzeria_bus_unroutable_total{required="true"}', '5m')}) > 0`,
    severity: 'critical',
    summary: '{{ $labels.event }} was published and no queue was bound to it',
    description: 'Somebody must hear this event, and their queue or its binding is gone.',
    board: 'pizzeria-bus',
    panel: 'Returned, uncertain and settled in vain',
  },
  {
    name: 'TopologyDrift',
    expr: `sum by (job) (${grownWhileWatched('pizzeria_bus_topology_drift_total', '1h')}) > 0`,
    severity: 'warning',
    summary: '{{ $labels.job }} found queues or exchanges that are not as they should be',
    description:
      'The broker was not given this release’s definitions, or somebody changed it by hand. Seen by services that may declare.',
    board: 'pizzeria-bus',
    panel: 'Topology drift',
  },
];
