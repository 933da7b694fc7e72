import type { ExamplesByAlert } from './examples';

/** Of alerts about the broker and the way to it. */
export const brokerExamples: ExamplesByAlert = {
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
};
