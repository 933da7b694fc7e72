import { MappingType, TextBoxVariableBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import {
  EdgeOptionsBuilder,
  NodeOptionsBuilder,
  PanelBuilder as NodeGraph,
} from '@grafana/grafana-foundation-sdk/nodegraph';
import { PanelBuilder as StateTimeline } from '@grafana/grafana-foundation-sdk/statetimeline';
import { VisibilityMode } from '@grafana/grafana-foundation-sdk/common';
import { promisesKept } from '../rules/shop';
import { thresholds } from '../thresholds';
import type { Board } from './board';
import { about, heat, lights, lines, logLines, note, number, stacked, table } from './panels';
import { buckets, logs, now, over, traces } from './queries';

const handled = 'rate(pizzeria_event_handled_total{outcome="handled"}[5m])';
const placed = 'pizzeria_orders_total{status="placed"}';
const named = (expr: string, label: string, from: string) =>
  `label_replace(${expr}, "${label}", "$1", "${from}", "(.+)")`;

const nodes = `sum by (id, title) (${named(named(`sum by (consumer) (${handled})`, 'id', 'consumer'), 'title', 'consumer')}
  or ${named(named(`sum by (producer) (${handled})`, 'id', 'producer'), 'title', 'producer')} * 0) * 60`;
const edges = `sum by (id, source, target, detail) (label_join(${named(
  named(named(`sum by (producer, consumer, event) (${handled})`, 'source', 'producer'), 'target', 'consumer'),
  'detail',
  'event',
)}, "id", "/", "producer", "event", "consumer")) * 60`;

/** The worst that holds for a queue: each line is looked at only where those above it say nothing. */
const queueState = `(sum by (queue) (pizzeria_dead_letters) > 0) * 0 + 4
  or (max by (queue) (pizzeria_bus_paused) > 0) * 0 + 3
  or (queue:rabbitmq_messages:max{queue!~"pizzeria\\\\.delay\\\\..*|.*\\\\.dlq"} > 100) * 0 + 2
  or (sum by (queue) (rate(pizzeria_event_handled_total[1m])) > 0) * 0 + 1
  or sum by (queue) (pizzeria_bus_in_flight) * 0`;

const states = [
  { text: 'idle', color: 'text' },
  { text: 'flowing', color: 'green' },
  { text: 'backlog', color: 'yellow' },
  { text: 'paused', color: 'orange' },
  { text: 'dead letters', color: 'red' },
];

const atAGlance = [
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

const flow = [
  about(new NodeGraph(), {
    title: 'Who tells whom',
    description:
      'Services, and the events handled per minute between them. Counted by who handles them, so that all are seen.',
    unit: 'cpm',
    width: 14,
    height: 14,
    queries: [now(nodes).refId('nodes'), now(edges).refId('edges')],
  })
    .nodes(new NodeOptionsBuilder().mainStatUnit('cpm'))
    .edges(new EdgeOptionsBuilder().mainStatUnit('cpm'))
    .withTransformation({
      id: 'organize',
      options: {
        excludeByName: { Time: true },
        renameByName: { 'Value #nodes': 'mainstat', 'Value #edges': 'mainstat', detail: 'detail__event' },
      },
    }),
  table({
    title: 'Event × service',
    description:
      'Events handled per minute, by who handles them: the same as the picture, and complete when that is not.',
    unit: 'cpm',
    width: 10,
    height: 14,
    queries: [now(`sum by (event, consumer) (${handled}) * 60`)],
  }).withTransformation({
    id: 'groupingToMatrix',
    options: { columnField: 'consumer', rowField: 'event', valueField: 'Value', emptyValue: 'null' },
  }),
  about(new StateTimeline(), {
    title: 'State of each queue',
    description: 'Idle, flowing, backlog (more than 100), paused (its service cannot work), or dead letters waiting.',
    unit: 'short',
    width: 24,
    height: 10,
    queries: [over(queueState, '{{queue}}')],
  })
    .mergeValues(true)
    .showValue(VisibilityMode.Never)
    .mappings([
      {
        type: MappingType.ValueToText,
        options: Object.fromEntries(states.map((state, value) => [String(value), { ...state, index: value }])),
      },
    ]),
];

const lateness = [
  heat({
    title: 'From event to handling',
    description: 'How long after an event its handling began. Dark below a second is good.',
    unit: 's',
    width: 12,
    queries: [buckets('sum by (le) (increase(pizzeria_event_lag_bucket[1m]))')],
  }),
  lines({
    title: 'From event to handling, p95',
    description: 'By queue. Retries and stops show here.',
    unit: 's',
    width: 12,
    queries: [over('queue:pizzeria_event_lag:p95_5m', '{{queue}}')],
  }).thresholds(lights(5, thresholds.lagSeconds)),
];

const failures = [
  stacked({
    title: 'Retries, by rung',
    description:
      'Deliveries put aside to be tried again, by how long, in ms. High rungs mean that it goes on for long.',
    unit: 'cpm',
    queries: [over('sum by (rung) (rate(pizzeria_bus_retries_total[5m])) * 60', '{{rung}} ms')],
  }),
  stacked({
    title: 'Dead letters, by reason',
    description: 'Deliveries given up per minute. Always 0 is good.',
    unit: 'cpm',
    queries: [over('sum by (reason) (rate(pizzeria_bus_dead_letters_total[5m])) * 60', '{{reason}}')],
  }),
  lines({
    title: 'Duplicates',
    description: 'Deliveries of what had been handled already, and that the inbox kept from happening twice.',
    unit: 'cpm',
    queries: [over('sum by (queue) (rate(pizzeria_event_handled_total{outcome="duplicate"}[5m])) * 60', '{{queue}}')],
  }),
];

const orders = [
  table({
    title: 'Orders, as traces',
    description: 'The latest orders. A click shows everything that one caused, in every service.',
    unit: 'ms',
    width: 12,
    queries: [traces('{ resource.service.name = "orders" && name = "POST /api/orders" }')],
  }),
  table({
    title: 'Traces of one order',
    description: 'All traces of the order whose id is in the box “order” above.',
    unit: 'ms',
    width: 12,
    queries: [traces('{ span.pizzeria.order.id = "$order" }')],
  }),
  logLines({
    title: 'Logs of one order',
    description: 'What every service said of the order whose id is in the box “order” above.',
    queries: [logs('{service_namespace="pizzeria"} | pizzeria_order_id = `$order`')],
  }),
];

export const eventFlow: Board = {
  uid: 'pizzeria-event-flow',
  title: 'Event flow',
  description: 'Is the shop all right, and where do its events go?',
  variables: [
    new TextBoxVariableBuilder('order')
      .label('order')
      .description('The id of an order, for the traces and logs at the end')
      .defaultValue(''),
  ],
  rows: [
    {
      title: 'At a glance',
      panels: [
        ...atAGlance,
        note(
          'What good looks like',
          'How to read this board.',
          'Nothing is wrong now, orders come, tickets are few, no dead letters, nothing unsent for longer than a second. ' +
            'Every queue is idle or flowing. Something else: open what is wrong, its runbook says what to do.',
        ),
      ],
    },
    { title: 'Where events go', panels: flow },
    { title: 'How late', panels: lateness },
    { title: 'What fails', panels: failures },
    { title: 'Orders', panels: orders },
  ],
};
