import { groups, clusterGroups } from '../rules/groups';
import { isAlert } from '../rules/alert';
import { readPromQl } from '../queries/promql';

const histogram = (name: string, labels: readonly string[]) => ({
  [`${name}_bucket`]: [...labels, 'le'],
  [`${name}_sum`]: labels,
  [`${name}_count`]: labels,
});

const ofHpa = ['namespace', 'horizontalpodautoscaler'];
const ofDeployment = ['namespace', 'deployment'];

/** Metrics of programs that the checks cannot run, with their labels as those programs document them. */
const foreign: Readonly<Record<string, readonly string[]>> = {
  up: [],
  // Prometheus itself; the labels are those of whatever fires.
  ALERTS: ['alertname', 'alertstate', 'severity', 'service', 'queue'],
  // kube-state-metrics: in a cluster only.
  kube_horizontalpodautoscaler_status_desired_replicas: ofHpa,
  kube_horizontalpodautoscaler_spec_max_replicas: ofHpa,
  kube_deployment_status_observed_generation: ofDeployment,
  kube_deployment_status_replicas_available: ofDeployment,
  // The collector, of itself and of what it counts.
  otelcol_receiver_refused_spans: ['receiver', 'transport'],
  otelcol_receiver_refused_log_records: ['receiver', 'transport'],
  otelcol_exporter_send_failed_spans: ['exporter'],
  otelcol_exporter_send_failed_log_records: ['exporter'],
  otelcol_exporter_enqueue_failed_spans: ['exporter'],
  otelcol_exporter_enqueue_failed_log_records: ['exporter'],
  pizzeria_redacted_spans_total: ['exported_job'],
  pizzeria_redacted_logs_total: ['exported_job'],
  // Tempo's generator, or the collector before it samples.
  ...histogram('traces_spanmetrics_latency', ['service', 'span_name', 'span_kind']),
  ...histogram('traces_span_metrics_duration_seconds', ['service_name', 'span_name', 'span_kind']),
};

/** What the recording rules make: labelled as their outermost grouping says. */
const recorded = Object.fromEntries(
  [...groups, ...clusterGroups]
    .flatMap(({ rules }) => rules)
    .flatMap((rule) =>
      isAlert(rule)
        ? []
        : [[rule.record, (readPromQl(rule.expr).groupings[0]?.labels ?? []).filter((label) => label !== 'le')]],
    ),
);

/** Metrics that no scrape of services and broker shows, with their labels. */
export const elsewhere: Readonly<Record<string, readonly string[]>> = { ...foreign, ...recorded };
