import { TextBoxVariableBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { thresholds } from '../thresholds';
import type { Board } from './board';
import { heat, lights, lines, logLines, note, stacked, table } from './panels';
import { buckets, logs, over, traces } from './queries';
import { atAGlance } from './event-flow/at-a-glance';
import { flow } from './event-flow/flow';

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
