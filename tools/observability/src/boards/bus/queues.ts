import { lights, lines, number, stacked } from '../panels';
import { over } from '../queries';

const work = 'queue=~"$queue", queue!~"pizzeria\\\\.delay\\\\..*|.*\\\\.dlq"';

export const health = [
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

export const queues = [
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
