import { allUp, type ExamplesByAlert } from './examples';

const tickets = (metric: string) => `${metric}{queue="kitchen.tickets"}`;

/** Of alerts about the bus: its queues, subscriptions and messages. */
export const busExamples: ExamplesByAlert = {
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
};
