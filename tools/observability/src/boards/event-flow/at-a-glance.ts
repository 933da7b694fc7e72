import { promisesKept } from '../../rules/shop';
import { thresholds } from '../../thresholds';
import { lights, number, table } from '../panels';
import { now, over } from '../queries';

const placed = 'pizzeria_orders_total{status="placed"}';

export const atAGlance = [
  table({
    title: 'What is wrong now',
    description: 'Alerts that fire, worst first. Empty is good. The runbook of each is docs/runbooks/<alert>.md.',
    unit: 'short',
    width: 24,
    height: 5,
    queries: [
      now('max by (severity, alertname, job, service, queue) (ALERTS{alertstate="firing", alertname!="Watchdog"})'),
    ],
  })
    .noValue('Nothing')
    .withTransformation({
      id: 'organize',
      options: { excludeByName: { Time: true, Value: true }, indexByName: { severity: 0, alertname: 1 } },
    }),
  number({
    title: 'Orders per minute',
    description: 'Orders placed. On a Friday night, none for minutes is wrong.',
    unit: 'cpm',
    queries: [over(`sum(rate(${placed}[5m])) * 60`)],
  }),
  number({
    title: 'Tickets waiting',
    description: 'Orders in front of the ovens that nobody has started.',
    unit: 'short',
    queries: [over('max(pizzeria_kitchen_queue)')],
  }),
  number({
    title: 'Preparation, median',
    description: 'From a cook’s start to ready, of the last half hour.',
    unit: 's',
    queries: [over('histogram_quantile(0.5, sum by (le) (rate(pizzeria_preparation_time_bucket[30m])))')],
  }),
  number({
    title: 'Promises kept',
    description: 'Orders of the last hour that were ready when promised, or at most five minutes later.',
    unit: 'percentunit',
    queries: [over(promisesKept)],
  }).thresholds(lights(0.95, thresholds.promisesKeptRatio, true)),
  number({
    title: 'Dead letters waiting',
    description:
      'Messages that were given up and wait for somebody: npm run dead-letters -- list --grouped. 0 is good.',
    unit: 'short',
    queries: [over('sum(pizzeria_dead_letters) or vector(0)')],
  }).thresholds(lights(1, thresholds.deadLetterBurst)),
  number({
    title: 'Oldest unsent event',
    description: 'How long the event that waits longest in an outbox has waited. Under a second is good.',
    unit: 's',
    queries: [over('max(pizzeria_outbox_oldest_age)')],
  }).thresholds(lights(10, thresholds.outboxAgeSeconds)),
];
