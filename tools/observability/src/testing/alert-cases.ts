import { serviceNames } from '@pizzeria/simulator';
import type { SeriesOverTime } from './promtool';

/** When an alert must fire, and what is so like it that it must not. */
export interface Examples {
  readonly fires: { readonly series: SeriesOverTime; readonly at: string; readonly labels: Labels };
  readonly quiet: { readonly series: SeriesOverTime; readonly at: string };
  /** How far values are apart; a minute when not given. */
  readonly every?: string;
}

type Labels = Readonly<Record<string, string>>;

const allUp: SeriesOverTime = Object.fromEntries(
  serviceNames.map((job) => [`up{job="${job}",instance="${job}:9464"}`, '1x90']),
);
const tickets = (metric: string) => `${metric}{queue="kitchen.tickets"}`;
const hour = (lateBy: string, count: string): SeriesOverTime => ({
  'pizzeria_promise_error_count{direction="early"}': '0+0x90',
  'pizzeria_promise_error_bucket{direction="early",le="300"}': '0+0x90',
  'pizzeria_promise_error_count{direction="late"}': count,
  'pizzeria_promise_error_bucket{direction="late",le="300"}': lateBy === '300' ? count : '0+0x90',
});

export const alertExamples: Readonly<Record<string, Examples>> = {
  DeadLettersWaiting: {
    fires: {
      series: { 'pizzeria_dead_letters{service="kitchen",queue="kitchen.tickets",reason="invalid"}': '0x2 1x20' },
      at: '10m',
      labels: { queue: 'kitchen.tickets', severity: 'warning' },
    },
    // On its way into the table, and replayed within minutes.
    quiet: { series: { 'rabbitmq_detailed_queue_messages{queue="kitchen.tickets.dlq"}': '0x2 1x3 0x20' }, at: '10m' },
  },
  DeadLetterBurst: {
    fires: {
      series: { 'pizzeria_bus_dead_letters_total{queue="kitchen.tickets",reason="invalid"}': '0x5 0+8x10' },
      at: '12m',
      labels: { queue: 'kitchen.tickets', reason: 'invalid', severity: 'critical' },
    },
    quiet: {
      series: { 'pizzeria_bus_dead_letters_total{queue="kitchen.tickets",reason="invalid"}': '0x5 1x10' },
      at: '12m',
    },
  },
  QueueHasNoConsumers: {
    fires: {
      series: {
        [tickets('rabbitmq_detailed_queue_messages')]: '5x20',
        [tickets('rabbitmq_detailed_queue_consumers')]: '1x3 0x20',
      },
      at: '8m',
      labels: { queue: 'kitchen.tickets', severity: 'critical' },
    },
    // What waits on purpose has no consumer, and an empty queue needs none.
    quiet: {
      series: {
        'rabbitmq_detailed_queue_messages{queue="pizzeria.delay.60000"}': '5x20',
        'rabbitmq_detailed_queue_messages{queue="kitchen.tickets.dlq"}': '5x20',
        [tickets('rabbitmq_detailed_queue_messages')]: '0x20',
      },
      at: '8m',
    },
  },
  QueueMissing: {
    fires: {
      series: {
        'pizzeria_bus_subscribed{job="kitchen",queue="kitchen.tickets"}': '1x2 0x10',
        'pizzeria_bus_connected{job="kitchen",role="consume"}': '1x20',
      },
      at: '7m',
      labels: { job: 'kitchen', queue: 'kitchen.tickets', severity: 'critical' },
    },
    // The broker is away, and another alert says so.
    quiet: {
      series: {
        'pizzeria_bus_subscribed{job="kitchen",queue="kitchen.tickets"}': '1x2 0x10',
        'pizzeria_bus_connected{job="kitchen",role="consume"}': '1x2 0x10',
      },
      at: '7m',
    },
  },
  EventsLate: {
    fires: {
      series: {
        'pizzeria_event_lag_bucket{queue="kitchen.tickets",le="30"}': '0x30',
        'pizzeria_event_lag_bucket{queue="kitchen.tickets",le="60"}': '0+6x30',
        'pizzeria_event_lag_bucket{queue="kitchen.tickets",le="+Inf"}': '0+6x30',
      },
      at: '20m',
      labels: { queue: 'kitchen.tickets', severity: 'warning' },
    },
    quiet: {
      series: {
        'pizzeria_event_lag_bucket{queue="kitchen.tickets",le="0.1"}': '0+6x30',
        'pizzeria_event_lag_bucket{queue="kitchen.tickets",le="+Inf"}': '0+6x30',
      },
      at: '20m',
    },
  },
  QueueGrowing: {
    fires: {
      series: { [tickets('rabbitmq_detailed_queue_messages')]: '400+20x60' },
      at: '40m',
      labels: { queue: 'kitchen.tickets', severity: 'warning' },
    },
    // A rush that is worked off.
    quiet: { series: { [tickets('rabbitmq_detailed_queue_messages')]: '900-20x40 0x20' }, at: '40m' },
  },
  SubscriptionPaused: {
    fires: {
      series: { 'pizzeria_bus_paused{job="kitchen",queue="kitchen.tickets",reason="database"}': '0x2 1x20' },
      at: '9m',
      labels: { job: 'kitchen', queue: 'kitchen.tickets', reason: 'database', severity: 'critical' },
    },
    // The database was started again.
    quiet: {
      series: { 'pizzeria_bus_paused{job="kitchen",queue="kitchen.tickets",reason="database"}': '0x2 1x2 0x20' },
      at: '9m',
    },
  },
  RetryStorm: {
    fires: {
      series: {
        'pizzeria_bus_retries_total{queue="notifications.sms",because="failure",rung="1000"}': '0+5x30',
        'pizzeria_event_handled_total{queue="notifications.sms",outcome="retried"}': '0+5x30',
        'pizzeria_event_handled_total{queue="notifications.sms",outcome="handled"}': '0+5x30',
      },
      at: '20m',
      labels: { queue: 'notifications.sms', severity: 'warning' },
    },
    // One message that fails again and again, and many that asked to wait.
    quiet: {
      series: {
        'pizzeria_bus_retries_total{queue="notifications.sms",because="failure",rung="1000"}': '0+1x30',
        'pizzeria_bus_retries_total{queue="notifications.sms",because="asked",rung="1000"}': '0+9x30',
        'pizzeria_event_handled_total{queue="notifications.sms",outcome="retried"}': '0+10x30',
      },
      at: '20m',
    },
  },
  CrashLoopingMessage: {
    // The process that says so has just been started: it counts from the first scrape on.
    fires: {
      series: { ...allUp, 'pizzeria_bus_suspects_total{queue="kitchen.tickets",instance="new"}': '_x15 1x10' },
      at: '17m',
      labels: { queue: 'kitchen.tickets', severity: 'warning' },
    },
    quiet: { series: { 'pizzeria_bus_suspects_total{queue="kitchen.tickets"}': '3x30' }, at: '20m' },
  },
  UnroutableRequired: {
    fires: {
      series: { 'pizzeria_bus_unroutable_total{event="order.placed",required="true"}': '0x5 1x10' },
      at: '7m',
      labels: { event: 'order.placed', severity: 'critical' },
    },
    quiet: { series: { 'pizzeria_bus_unroutable_total{event="order.placed",required="false"}': '0x5 1x10' }, at: '7m' },
  },
  TopologyDrift: {
    fires: {
      series: { ...allUp, 'pizzeria_bus_topology_drift_total{job="orders",instance="new"}': '_x65 2x10' },
      at: '67m',
      labels: { job: 'orders', severity: 'warning' },
    },
    quiet: {
      series: { ...allUp, 'pizzeria_bus_topology_drift_total{job="orders",instance="new"}': '_x65 0x10' },
      at: '67m',
    },
  },
  OutboxStuck: {
    fires: {
      series: { 'pizzeria_outbox_oldest_age{service="orders"}': '0x2 0+60x10' },
      at: '8m',
      labels: { service: 'orders', severity: 'critical' },
    },
    // The broker was restarted.
    quiet: { series: { 'pizzeria_outbox_oldest_age{service="orders"}': '0x2 40 90 0x10' }, at: '8m' },
  },
  OutboxRowsParked: {
    fires: {
      series: { 'pizzeria_outbox_parked{service="orders"}': '0x2 1x10' },
      at: '9m',
      labels: { service: 'orders', severity: 'warning' },
    },
    quiet: { series: { 'pizzeria_outbox_parked{service="orders"}': '0x10' }, at: '9m' },
  },
  NoRelayLeader: {
    // It answers, and says nothing of a relay.
    fires: {
      series: {
        'up{job="orders",instance="a"}': '1x10',
        'up{job="kitchen",instance="b"}': '1x10',
        'pizzeria_outbox_leader{job="kitchen"}': '1x10',
      },
      at: '5m',
      labels: { job: 'orders', severity: 'critical' },
    },
    // Two processes, one leads; a worker without a relay beside them.
    quiet: {
      series: {
        'up{job="orders",instance="a"}': '1x10',
        'up{job="orders",instance="b"}': '1x10',
        'pizzeria_outbox_leader{job="orders",instance="a"}': '1x10',
        'pizzeria_outbox_leader{job="orders",instance="b"}': '0x10',
        'up{job="notifications-sms",instance="c"}': '1x10',
      },
      at: '5m',
    },
  },
  BrokerDown: {
    fires: {
      series: { 'up{job="rabbitmq",instance="rabbitmq:15692"}': '1x2 0x10' },
      at: '6m',
      labels: { job: 'rabbitmq', instance: 'rabbitmq:15692', severity: 'critical' },
    },
    quiet: { series: { 'up{job="rabbitmq",instance="rabbitmq:15692"}': '1x3 0 1x10' }, at: '6m' },
  },
  BusDisconnected: {
    fires: {
      series: { 'pizzeria_bus_connected{job="orders",role="publish"}': '1x2 0x10' },
      at: '6m',
      labels: { job: 'orders', role: 'publish', severity: 'critical' },
    },
    quiet: {
      series: {
        'pizzeria_bus_connected{job="orders",instance="a",role="publish"}': '0x10',
        'pizzeria_bus_connected{job="orders",instance="b",role="publish"}': '1x10',
      },
      at: '6m',
    },
  },
  BrokerAlarm: {
    fires: {
      series: { rabbitmq_alarms_memory_used_watermark: '0x3 1x5', rabbitmq_alarms_free_disk_space_watermark: '0x10' },
      at: '5m',
      labels: { alarm: 'memory', severity: 'critical' },
    },
    quiet: {
      series: { rabbitmq_alarms_memory_used_watermark: '0x10', rabbitmq_alarms_free_disk_space_watermark: '0x10' },
      at: '5m',
    },
  },
  BrokerDiskLow: {
    every: '5m',
    fires: {
      series: {
        'rabbitmq_disk_space_available_bytes{instance="a"}': '100-0.5x120',
        'rabbitmq_disk_space_available_limit_bytes{instance="a"}': '2x120',
      },
      at: '8h',
      labels: { instance: 'a', severity: 'warning' },
    },
    quiet: {
      series: {
        'rabbitmq_disk_space_available_bytes{instance="a"}': '1000-0.5x120',
        'rabbitmq_disk_space_available_limit_bytes{instance="a"}': '2x120',
      },
      at: '8h',
    },
  },
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
  TelemetryLost: {
    fires: {
      // Two that differ in nothing but their names.
      series: {
        'otelcol_receiver_refused_spans{job="otel-collector",receiver="otlp",transport="http"}': '0x30',
        'otelcol_receiver_refused_log_records{job="otel-collector",receiver="otlp",transport="http"}': '0x2 0+10x30',
      },
      at: '10m',
      labels: { job: 'otel-collector', severity: 'warning' },
    },
    quiet: {
      series: {
        'otelcol_exporter_sent_spans_total{job="otel-collector"}': '0+10x20',
        'otelcol_receiver_refused_spans{job="otel-collector",receiver="otlp",transport="http"}': '3x60',
        'otelcol_receiver_refused_log_records{job="otel-collector",receiver="otlp",transport="http"}': '5x60',
      },
      at: '40m',
    },
  },
  PersonalDataInTelemetry: {
    fires: {
      series: { 'pizzeria_redacted_spans_total{exported_job="pizzeria/orders"}': '_x5 1x10' },
      at: '7m',
      labels: { exported_job: 'pizzeria/orders', severity: 'warning' },
    },
    quiet: { series: { 'pizzeria_redacted_spans_total{exported_job="pizzeria/orders"}': '1x60' }, at: '40m' },
  },
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
  ReplicasMaxed: {
    fires: {
      series: {
        'kube_horizontalpodautoscaler_status_desired_replicas{namespace="pizzeria",horizontalpodautoscaler="kitchen"}':
          '4x30',
        'kube_horizontalpodautoscaler_spec_max_replicas{namespace="pizzeria",horizontalpodautoscaler="kitchen"}':
          '4x30',
      },
      at: '20m',
      labels: { namespace: 'pizzeria', horizontalpodautoscaler: 'kitchen', severity: 'warning' },
    },
    quiet: {
      series: {
        'kube_horizontalpodautoscaler_status_desired_replicas{namespace="pizzeria",horizontalpodautoscaler="kitchen"}':
          '4x5 3x30',
        'kube_horizontalpodautoscaler_spec_max_replicas{namespace="pizzeria",horizontalpodautoscaler="kitchen"}':
          '4x30',
      },
      at: '20m',
    },
  },
};
