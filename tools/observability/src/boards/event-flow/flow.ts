import { MappingType } from '@grafana/grafana-foundation-sdk/dashboard';
import {
  EdgeOptionsBuilder,
  NodeOptionsBuilder,
  PanelBuilder as NodeGraph,
} from '@grafana/grafana-foundation-sdk/nodegraph';
import { PanelBuilder as StateTimeline } from '@grafana/grafana-foundation-sdk/statetimeline';
import { VisibilityMode } from '@grafana/grafana-foundation-sdk/common';
import { about, table } from '../panels';
import { now, over } from '../queries';

const handled = 'rate(pizzeria_event_handled_total{outcome="handled"}[5m])';

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

export const flow = [
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
