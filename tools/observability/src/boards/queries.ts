import { DataqueryBuilder as LokiQuery } from '@grafana/grafana-foundation-sdk/loki';
import { DataqueryBuilder as PrometheusQuery, PromQueryFormat } from '@grafana/grafana-foundation-sdk/prometheus';
import { DataqueryBuilder as TempoQuery, SearchTableType } from '@grafana/grafana-foundation-sdk/tempo';
import { oneLine } from '../rules/alert';

/** Data sources as deploy/observability/grafana/provisioning names them. */
export const datasources = {
  prometheus: { type: 'prometheus', uid: 'prometheus' },
  tempo: { type: 'tempo', uid: 'tempo' },
  loki: { type: 'loki', uid: 'loki' },
} as const;

/** A line for every series, over time. */
export const over = (expr: string, legend = ''): PrometheusQuery =>
  new PrometheusQuery().datasource(datasources.prometheus).expr(oneLine(expr)).legendFormat(legend).range();

/** The same, with the points that lead to traces. */
export const overWithExemplars = (expr: string, legend: string): PrometheusQuery => over(expr, legend).exemplar(true);

/** Values of this moment, a row for each series. */
export const now = (expr: string): PrometheusQuery =>
  new PrometheusQuery()
    .datasource(datasources.prometheus)
    .expr(oneLine(expr))
    .legendFormat('')
    .instant()
    .format(PromQueryFormat.Table);

/** Buckets of a histogram, for a heat map. */
export const buckets = (expr: string): PrometheusQuery => over(expr, '{{le}}').format(PromQueryFormat.Heatmap);

/** Traces that TraceQL finds, newest first. */
export const traces = (query: string): TempoQuery =>
  new TempoQuery()
    .datasource(datasources.tempo)
    .queryType('traceql')
    .query(query)
    .limit(20)
    .tableType(SearchTableType.Traces);

/** Lines that LogQL finds. */
export const logs = (expr: string): LokiQuery =>
  new LokiQuery().datasource(datasources.loki).expr(expr).queryType('range').maxLines(200);

/** What a variable of a board offers: all values of a metric's label. */
export const labelValues = (metric: string, label: string): Record<string, unknown> => ({
  qryType: 1,
  query: `label_values(${metric}, ${label})`,
  refId: 'PrometheusVariableQueryEditor-VariableQuery',
});
