import type { ExamplesByAlert } from './examples';

/** Of alerts about outboxes and their relays. */
export const outboxExamples: ExamplesByAlert = {
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
};
