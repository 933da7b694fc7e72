import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import type { RuleGroup } from '../rules/alert';
import { panelsOf } from './boards';

/** A query and where it stands. */
export interface PlacedQuery {
  readonly place: string;
  readonly text: string;
}

export interface Queries {
  readonly promQl: readonly PlacedQuery[];
  readonly logQl: readonly PlacedQuery[];
  readonly traceQl: readonly PlacedQuery[];
}

interface Target {
  readonly datasource?: { readonly uid?: string };
  readonly expr?: string;
  readonly query?: string;
}

/** Every query of a board, its variables and annotations as well. */
export const queriesOfBoard = (dashboard: Dashboard): Queries => {
  const targets = panelsOf(dashboard).flatMap(({ title, targets = [] }) =>
    targets.map((target) => ({ place: `${dashboard.title}, “${title}”`, ...(target as Target) })),
  );
  const from = (uid: string) => targets.filter(({ datasource }) => datasource?.uid === uid);
  const place = `${dashboard.title}`;
  return {
    promQl: [
      ...from('prometheus').map(({ place, expr = '' }) => ({ place, text: expr })),
      ...(dashboard.annotations?.list ?? []).flatMap(({ expr }) => (expr === undefined ? [] : [{ place, text: expr }])),
      ...variableQueries(dashboard).map((text) => ({ place, text })),
    ],
    logQl: from('loki').map(({ place, expr = '' }) => ({ place, text: expr })),
    traceQl: from('tempo').map(({ place, query = '' }) => ({ place, text: query })),
  };
};

/** `label_values(metric, label)` reads the label of the metric. */
const variableQueries = (dashboard: Dashboard): readonly string[] =>
  (dashboard.templating?.list ?? []).flatMap(({ query }) => {
    const asked = typeof query === 'object' ? String(query['query'] ?? '') : '';
    const [, metric, label] = /^label_values\((.+), ([a-z_]+)\)$/.exec(asked) ?? [];
    return metric === undefined ? [] : [`count by (${label}) (${metric})`];
  });

export const queriesOfRules = (groups: readonly RuleGroup[]): readonly PlacedQuery[] =>
  groups.flatMap(({ rules }) =>
    rules.map((rule) => ({ place: 'name' in rule ? `alert ${rule.name}` : rule.record, text: rule.expr })),
  );
