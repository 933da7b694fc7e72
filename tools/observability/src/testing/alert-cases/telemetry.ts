import type { ExamplesByAlert } from './examples';

/** Of alerts about telemetry itself. */
export const telemetryExamples: ExamplesByAlert = {
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
};
