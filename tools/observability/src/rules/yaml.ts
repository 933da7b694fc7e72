import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import { stringify } from 'yaml';
import { panelNumber } from '../boards/board';
import { links, runbookUrl } from '../links';
import { divideDurations, milliseconds, withinNamespace } from '../queries/promql';
import { isAlert, type Alert, type Recording, type RuleGroup } from './alert';

/** Rules as Prometheus reads them. */
export const ruleFile = (groups: readonly RuleGroup[], boards: readonly Dashboard[]): object => ({
  groups: groups.map(({ name, rules }) => ({
    name,
    rules: rules.map((rule) => (isAlert(rule) ? alertRule(rule, boards) : rule)),
  })),
});

const alertRule = (alert: Alert, boards: readonly Dashboard[]): object => ({
  alert: alert.name,
  expr: alert.expr,
  ...(alert.for && { for: alert.for }),
  labels: { severity: alert.severity },
  annotations: {
    summary: alert.summary,
    description: alert.description,
    runbook_url: runbookUrl(alert.name),
    dashboard_url: boardUrl(alert, boards),
  },
});

const boardUrl = ({ board, panel, variables = {} }: Alert, boards: readonly Dashboard[]): string => {
  const dashboard = boards.find(({ uid }) => uid === board);
  if (!dashboard) throw new Error(`There is no board ${board}.`);
  const chosen = Object.entries(variables).map(([name, value]) => `&var-${name}=${value}`);
  return `${links.grafana}/d/${board}?viewPanel=${panelNumber(dashboard, panel)}${chosen.join('')}`;
};

/** The same rules, which see what runs in this namespace and nothing else. */
export const within = (namespace: string, groups: readonly RuleGroup[]): readonly RuleGroup[] => {
  const made = groups.flatMap(({ rules }) => rules.flatMap((rule) => (isAlert(rule) ? [] : [rule.record])));
  return groups.map(({ name, rules }) => ({
    name,
    rules: rules.map((rule) => ({ ...rule, expr: withinNamespace(rule.expr, namespace, made) })),
  }));
};

/** For those who run the Prometheus operator, whose Prometheus sees everybody's namespaces. */
export const prometheusRule = (groups: readonly RuleGroup[], boards: readonly Dashboard[]): object => ({
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'PrometheusRule',
  metadata: { name: 'pizzeria', labels: { 'app.kubernetes.io/part-of': 'pizzeria' } },
  spec: ruleFile(within('pizzeria', groups), boards),
});

/** The same rules with every wait, range and window divided: an hour's watch in minutes. Thresholds stay. */
export const hurried = (groups: readonly RuleGroup[], by: number): readonly RuleGroup[] =>
  groups.map(({ name, rules }) => ({ name, rules: rules.map((rule) => hurry(rule, by)) }));

const hurry = (rule: Alert | Recording, by: number): Alert | Recording => {
  const expr = divideDurations(rule.expr, by);
  if (!isAlert(rule) || !rule.for) return { ...rule, expr };
  return { ...rule, expr, for: `${Math.round(milliseconds(rule.for) / by)}ms` };
};

export const asYaml = (content: object, comment: string): string =>
  `# ${comment}\n${stringify(content, { lineWidth: 0, singleQuote: true })}`;
