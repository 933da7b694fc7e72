import { promisesKept } from '../rules/shop';
import { thresholds } from '../thresholds';
import type { Board } from './board';
import { bars, heat, lights, lines, logLines, note, number, stacked } from './panels';
import { buckets, logs, over } from './queries';

const today = '$__range';
const became = (status: string) => `sum(increase(pizzeria_orders_total{status="${status}"}[${today}]))`;

const now = [
  number({
    title: 'Orders in this time',
    description: 'Placed, in the time that the board shows.',
    unit: 'short',
    queries: [over(became('placed'))],
  }),
  number({
    title: 'Delivered',
    description: 'Handed over, in the time that the board shows.',
    unit: 'short',
    queries: [over(became('delivered'))],
  }),
  number({
    title: 'Cancelled',
    description: 'Part of the orders placed that were cancelled, in the time that the board shows.',
    unit: 'percentunit',
    queries: [over(`${became('cancelled')} / ${became('placed')}`)],
  }).thresholds(lights(0.05, 0.15)),
  number({
    title: 'Revenue in this time',
    description: 'Value of the orders placed, in the time that the board shows, in the shop’s currency.',
    unit: 'short',
    queries: [over(`sum(increase(pizzeria_order_value_sum[${today}])) / 100`)],
  }).decimals(2),
  number({
    title: 'Average order',
    description: 'Value of an order, on average, in the shop’s currency.',
    unit: 'short',
    queries: [
      over(
        `sum(increase(pizzeria_order_value_sum[${today}])) / sum(increase(pizzeria_order_value_count[${today}])) / 100`,
      ),
    ],
  }).decimals(2),
  number({
    title: 'Promises kept',
    description: 'Orders of the last hour that were ready when promised, or at most five minutes later.',
    unit: 'percentunit',
    queries: [over(promisesKept)],
  }).thresholds(lights(0.95, thresholds.promisesKeptRatio, true)),
];

const orders = [
  lines({
    title: 'Orders per minute',
    description: 'Placed, now and a week ago.',
    unit: 'cpm',
    width: 12,
    queries: [
      over('sum(rate(pizzeria_orders_total{status="placed"}[5m])) * 60', 'now'),
      over('sum(rate(pizzeria_orders_total{status="placed"}[5m] offset 1w)) * 60', 'a week ago'),
    ],
  }),
  stacked({
    title: 'Orders, by what they became',
    description: 'Steps that orders took per minute. Placed and delivered should be alike, half an hour apart.',
    unit: 'cpm',
    width: 12,
    queries: [over('sum by (status) (rate(pizzeria_orders_total[5m])) * 60', '{{status}}')],
  }),
  stacked({
    title: 'Pickup and delivery',
    description: 'Orders placed, by how they go out.',
    unit: 'cpm',
    queries: [over('sum by (fulfilment) (rate(pizzeria_orders_total{status="placed"}[5m])) * 60', '{{fulfilment}}')],
  }),
  heat({
    title: 'Value of orders',
    description: 'How much people order for, in hundredths of the shop’s currency.',
    unit: 'short',
    queries: [buckets('sum by (le) (increase(pizzeria_order_value_bucket[5m]))')],
  }),
  bars({
    title: 'Turned down or gone wrong',
    description: 'Cancelled orders in the time that the board shows, by how they were to go out.',
    unit: 'short',
    queries: [
      over('sum by (fulfilment) (increase(pizzeria_orders_total{status="cancelled"}[$__range]))', '{{fulfilment}}'),
    ],
  }),
];

const kitchen = [
  lines({
    title: 'Tickets waiting',
    description: 'In front of the ovens. A rising line on a Friday night: add minutes to the promises.',
    unit: 'short',
    queries: [over('max(pizzeria_kitchen_queue)', 'tickets')],
  }),
  lines({
    title: 'Preparation',
    description: 'From a cook’s start to ready.',
    unit: 's',
    queries: [
      over('histogram_quantile(0.5, sum by (le) (rate(pizzeria_preparation_time_bucket[30m])))', 'median'),
      over('histogram_quantile(0.95, sum by (le) (rate(pizzeria_preparation_time_bucket[30m])))', 'p95'),
    ],
  }),
  lines({
    title: 'Late and early, p90',
    description: 'How far orders are from what was promised.',
    unit: 's',
    queries: [
      over(
        'histogram_quantile(0.9, sum by (direction, le) (rate(pizzeria_promise_error_bucket[30m])))',
        '{{direction}}',
      ),
    ],
  }),
];

const stockAndMessages = [
  number({
    title: 'Ingredients low',
    description: 'Below their threshold. Each has a purchase order; receive it when it comes.',
    unit: 'short',
    width: 8,
    height: 8,
    queries: [over('max(pizzeria_ingredients_low)')],
  }).thresholds(lights(1, 5)),
  stacked({
    title: 'Messages, by channel and outcome',
    description: 'SMS and e-mails sent, and those given up. Failed is never good.',
    unit: 'cpm',
    queries: [over('sum by (channel, outcome) (rate(pizzeria_messages_total[15m])) * 60', '{{channel}} {{outcome}}')],
  }),
  bars({
    title: 'Purchase orders and low stock',
    description: 'Events of the stock in the time that the board shows.',
    unit: 'short',
    queries: [
      over(
        'sum by (event) (increase(pizzeria_event_published_total{service="inventory", event=~"inventory\\\\.(low|short)|menu\\\\.availability-changed|purchase-order\\\\.placed"}[$__range]))',
        '{{event}}',
      ),
    ],
  }),
  logLines({
    title: 'Orders that were refused',
    description: 'Requests for an order that were not taken: sold out, closed, or wrong.',
    queries: [logs('{service_name="orders"} | route = `/api/orders` | method = `POST` | status >= 400')],
  }),
];

export const shop: Board = {
  uid: 'pizzeria-shop',
  title: 'Shop',
  description: 'Orders, kitchen, stock and messages, as the owner sees them',
  rows: [
    {
      title: 'Now',
      panels: [
        ...now,
        note(
          'What good looks like',
          'How to read this board.',
          'Orders as a week ago, more than 95 % of the promises kept, tickets that go down again after the rush, ' +
            'no message failed. Set the time above to “Today so far” for the day’s numbers.',
        ),
      ],
    },
    { title: 'Orders', panels: orders },
    { title: 'Kitchen', panels: kitchen },
    { title: 'Stock and messages', panels: stockAndMessages },
  ],
};
