import { allUp, type ExamplesByAlert } from './examples';

/** Of alerts about processes, how they answer and what they are short of. */
export const processExamples: ExamplesByAlert = {
  TargetDown: {
    // Found by name, it is no target any more.
    fires: {
      series: { ...allUp, 'up{job="kitchen",instance="kitchen:9464"}': '1x2 stale' },
      at: '10m',
      labels: { job: 'kitchen', severity: 'critical' },
    },
    quiet: { series: allUp, at: '10m' },
  },
  HttpErrors: {
    fires: {
      series: {
        'http_server_request_duration_count{job="orders",http_response_status_code="500"}': '0+5x20',
        'http_server_request_duration_count{job="orders",http_response_status_code="201"}': '0+50x20',
      },
      at: '15m',
      labels: { job: 'orders', severity: 'critical' },
    },
    // People's own mistakes.
    quiet: {
      series: {
        'http_server_request_duration_count{job="orders",http_response_status_code="422"}': '0+50x20',
        'http_server_request_duration_count{job="orders",http_response_status_code="500"}': '0+0x20',
      },
      at: '15m',
    },
  },
  HttpSlow: {
    fires: {
      series: {
        'http_server_request_duration_bucket{job="orders",http_route="/api/menu",le="1"}': '0x30',
        'http_server_request_duration_bucket{job="orders",http_route="/api/menu",le="2.5"}': '0+5x30',
        'http_server_request_duration_bucket{job="orders",http_route="/api/menu",le="+Inf"}': '0+5x30',
      },
      at: '20m',
      labels: { job: 'orders', http_route: '/api/menu', severity: 'warning' },
    },
    quiet: {
      series: {
        'http_server_request_duration_bucket{job="orders",http_route="/api/orders/stream",le="1"}': '0x30',
        'http_server_request_duration_bucket{job="orders",http_route="/api/orders/stream",le="+Inf"}': '0+5x30',
      },
      at: '20m',
    },
  },
  EventLoopBlocked: {
    fires: {
      series: { 'nodejs_eventloop_delay_p99{job="orders",instance="a"}': '0.5x20' },
      at: '10m',
      labels: { job: 'orders', instance: 'a', severity: 'warning' },
    },
    quiet: { series: { 'nodejs_eventloop_delay_p99{job="orders",instance="a"}': '0.02x3 0.5 0.02x20' }, at: '10m' },
  },
  DatabasePoolExhausted: {
    fires: {
      series: { 'pizzeria_database_pool_waiting{job="orders"}': '0x2 3x10' },
      at: '6m',
      labels: { job: 'orders', severity: 'warning' },
    },
    quiet: { series: { 'pizzeria_database_pool_waiting{job="orders"}': '0x2 3 0 2 0x10' }, at: '6m' },
  },
};
