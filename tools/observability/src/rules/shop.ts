import { thresholds } from '../thresholds';
import { oneLine, type Alert } from './alert';

const { promiseGraceSeconds: grace } = thresholds;
const placed = 'pizzeria_orders_total{status="placed"}';
const early = 'increase(pizzeria_promise_error_count{direction="early"}[1h])';
/** Prometheus 3 writes bounds with a point: `300.0`. */
const hardlyLate = `increase(pizzeria_promise_error_bucket{direction="late",le=~"${grace}(\\\\.0)?"}[1h])`;

/** Part of the orders of the last hour that were ready when promised, or at most five minutes later. */
export const promisesKept = `(sum(${early} or ${hardlyLate}) / sum(increase(pizzeria_promise_error_count[1h])))`;

export const shopAlerts: readonly Alert[] = [
  {
    name: 'OrdersStopped',
    expr: oneLine(`(sum(increase(${placed}[30m])) or vector(0)) == 0
      and sum(increase(${placed}[30m] offset 1w)) > ${thresholds.usualOrders}`),
    severity: 'critical',
    summary: 'No order for half an hour, where there were some a week ago',
    description: 'Place a test order: the page, the gateway, orders, its database.',
    board: 'pizzeria-shop',
    panel: 'Orders per minute',
  },
  {
    name: 'PromiseBroken',
    expr: oneLine(`${promisesKept} < ${thresholds.promisesKeptRatio}
      and sum(increase(pizzeria_promise_error_count[1h])) > ${thresholds.promisesAtLeast}`),
    for: '15m',
    severity: 'warning',
    summary: 'Only {{ $value | humanizePercentage }} of the orders of the last hour were ready when promised',
    description: 'The kitchen is behind its promises: add minutes to the lead times, or hands.',
    board: 'pizzeria-shop',
    panel: 'Promises kept',
  },
  {
    name: 'NotificationsFailing',
    expr: oneLine(`sum by (channel) (rate(pizzeria_messages_total{outcome="failed"}[15m]))
      / sum by (channel) (rate(pizzeria_messages_total[15m])) > ${thresholds.failedMessagesRatio}`),
    for: '10m',
    severity: 'critical',
    summary: '{{ $value | humanizePercentage }} of the messages by {{ $labels.channel }} were given up',
    description: 'Customers do not hear from us. Is the provider up, is the account paid?',
    board: 'pizzeria-shop',
    panel: 'Messages, by channel and outcome',
  },
];
