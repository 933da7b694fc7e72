import { parser } from '@prometheus-io/lezer-promql';

type SyntaxNode = ReturnType<typeof parser.parse>['topNode'];

/** One place where a query reads a metric. */
export interface Selector {
  /** The metric's name; a regular expression where the query gives one. */
  readonly metric: string | RegExp;
  /** Labels it is chosen by, without `__name__`. */
  readonly labels: readonly string[];
  /** Those of them that must have one certain value. */
  readonly values: Readonly<Record<string, string>>;
}

/** Grouping of what lies below it: these labels must be labels of one of these metrics. */
export interface Grouping {
  readonly labels: readonly string[];
  readonly metrics: readonly (string | RegExp)[];
}

export interface PromQl {
  readonly selectors: readonly Selector[];
  readonly groupings: readonly Grouping[];
}

/** What stands in place of a board's variable. */
export const anyValue = 'x';

/** Grafana puts its own values in place of these before Prometheus sees a query. */
const withoutGrafana = (query: string): string =>
  query.replace(/\$__(rate_)?(interval|range)\b/g, '5m').replace(/\$[a-z_]+/g, anyValue);

/** What a query reads. Throws when it is no PromQL. */
export const readPromQl = (query: string): PromQl => {
  const text = withoutGrafana(query);
  const top = parser.parse(text).topNode;
  const wrong = first(top, ({ type }) => type.isError);
  if (wrong) throw new Error(`no PromQL from character ${wrong.from + 1} on: ${query}`);
  return {
    selectors: all(top, 'VectorSelector').map((node) => selectorOf(node, text)),
    groupings: all(top, 'AggregateExpr').flatMap((node) => groupingOf(node, text)),
  };
};

/** Divides every duration of a query by `by`, to whole milliseconds. */
export const divideDurations = (query: string, by: number): string => {
  const found = all(parser.parse(query).topNode, 'NumberDurationLiteralInDurationContext');
  return [...found].reverse().reduce((text, { from, to }) => {
    const divided = `${Math.max(1, Math.round(milliseconds(text.slice(from, to)) / by))}ms`;
    return text.slice(0, from) + divided + text.slice(to);
  }, query);
};

/**
 * Has every metric that the query reads be one of this namespace, except those named in `made`, which rules make of such
 * metrics, and except where the query names a namespace itself.
 */
export const withinNamespace = (query: string, namespace: string, made: readonly string[]): string => {
  const found = all(parser.parse(query).topNode, 'VectorSelector');
  return [...found].reverse().reduce((text, node) => {
    const { metric, labels } = selectorOf(node, query);
    if (labels.includes('namespace') || (typeof metric === 'string' && made.includes(metric))) return text;
    const matcher = `namespace="${namespace}"`;
    const matchers = node.getChild('LabelMatchers');
    if (!matchers) return `${text.slice(0, node.to)}{${matcher}}${text.slice(node.to)}`;
    const separator = all(matchers, 'UnquotedLabelMatcher').length > 0 ? ',' : '';
    return text.slice(0, matchers.from + 1) + matcher + separator + text.slice(matchers.from + 1);
  }, query);
};

const units: Readonly<Record<string, number>> = { ms: 1, s: 1e3, m: 6e4, h: 36e5, d: 864e5, w: 6048e5 };

/** Of a duration as Prometheus writes it: `1h30m`. */
export const milliseconds = (duration: string): number =>
  [...duration.matchAll(/(\d+)(ms|[smhdw])/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * (units[unit ?? ''] ?? NaN),
    0,
  );

const all = (top: SyntaxNode, name: string): readonly SyntaxNode[] => {
  const found: SyntaxNode[] = [];
  top.cursor().iterate((node) => void (node.name === name && found.push(node.node)));
  return found;
};

const first = (top: SyntaxNode, is: (node: SyntaxNode) => boolean): SyntaxNode | undefined => {
  let found: SyntaxNode | undefined;
  top.cursor().iterate((node) => {
    if (!found && is(node.node)) found = node.node;
  });
  return found;
};

const selectorOf = (node: SyntaxNode, text: string): Selector => {
  const of = (child: SyntaxNode) => text.slice(child.from, child.to);
  const matchers = all(node, 'UnquotedLabelMatcher').map((matcher) => {
    const [label, operator, value] = ['LabelName', 'MatchOp', 'StringLiteral'].map((name) => matcher.getChild(name));
    return { label: label ? of(label) : '', operator: operator ? of(operator) : '', value: value ? of(value) : '""' };
  });
  const name = node.getChild('Identifier');
  const byName = matchers.find(({ label }) => label === '__name__');
  const metric = name ? of(name) : byName ? nameOf(byName) : '';
  const chosen = matchers.filter(({ label }) => label !== '__name__');
  const certain = chosen.filter(({ operator }) => operator === '=');
  return {
    metric,
    labels: chosen.map(({ label }) => label),
    values: Object.fromEntries(certain.map(({ label, value }) => [label, JSON.parse(value) as string])),
  };
};

const nameOf = ({ operator, value }: { operator: string; value: string }): string | RegExp => {
  const name = JSON.parse(value) as string;
  return operator === '=~' ? new RegExp(`^(${name})$`) : name;
};

const groupingOf = (node: SyntaxNode, text: string): readonly Grouping[] => {
  const modifier = node.getChild('AggregateModifier');
  const labels = modifier ? all(modifier, 'LabelName').map(({ from, to }) => text.slice(from, to)) : [];
  if (!modifier?.getChild('By') || labels.length === 0) return [];
  const made = [...text.slice(node.from, node.to).matchAll(/label_(?:replace|join)\(/g)].length > 0;
  // Labels that the query itself makes are no metric's.
  if (made) return [];
  return [{ labels, metrics: all(node, 'VectorSelector').map((selector) => selectorOf(selector, text).metric) }];
};
