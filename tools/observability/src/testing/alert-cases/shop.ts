import type { SeriesOverTime } from '../promtool';
import type { ExamplesByAlert } from './examples';

const hour = (lateBy: string, count: string): SeriesOverTime => ({
  'pizzeria_promise_error_count{direction="early"}': '0+0x90',
  'pizzeria_promise_error_bucket{direction="early",le="300"}': '0+0x90',
  'pizzeria_promise_error_count{direction="late"}': count,
  'pizzeria_promise_error_bucket{direction="late",le="300"}': lateBy === '300' ? count : '0+0x90',
});

/** Of alerts about what the shop is there for. */
export const shopExamples: ExamplesByAlert = {
  OrdersStopped: {
    every: '5m',
    fires: {
      series: { 'pizzeria_orders_total{status="placed"}': '0+5x12 61x2016' },
      at: '10110m',
      labels: { severity: 'critical' },
    },
    // Closed then as now.
    quiet: { series: { 'pizzeria_orders_total{status="placed"}': '61x2040' }, at: '10110m' },
  },
  PromiseBroken: {
    fires: { series: hour('more', '0+1x90'), at: '80m', labels: { severity: 'warning' } },
    // Late, but hardly.
    quiet: { series: hour('300', '0+1x90'), at: '80m' },
  },
  NotificationsFailing: {
    fires: {
      series: {
        'pizzeria_messages_total{channel="sms",outcome="failed"}': '0+1x40',
        'pizzeria_messages_total{channel="sms",outcome="sent"}': '0+5x40',
      },
      at: '30m',
      labels: { channel: 'sms', severity: 'critical' },
    },
    quiet: {
      series: {
        'pizzeria_messages_total{channel="sms",outcome="failed"}': '0x5 1x40',
        'pizzeria_messages_total{channel="sms",outcome="sent"}': '0+5x40',
      },
      at: '30m',
    },
  },
};
