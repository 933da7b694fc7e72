import { dashboards } from '../boards/boards';
import { divideDurations, readPromQl, withinNamespace } from '../queries/promql';
import { checkLogQl, checkTraceQl } from '../queries/others';
import { clusterGroups, groups } from '../rules/groups';
import { queriesOfBoard, queriesOfRules } from './queries';

const boards = dashboards().map(queriesOfBoard);

describe('queries', () => {
  const promQl = [...boards.flatMap((board) => board.promQl), ...queriesOfRules([...groups, ...clusterGroups])];

  it.each(promQl.map(({ place, text }) => [place, text]))('%s: is PromQL: %s', (_, text) => {
    expect(() => readPromQl(text)).not.toThrow();
  });

  it('are LogQL and TraceQL', () => {
    const [logQl, traceQl] = [boards.flatMap((board) => board.logQl), boards.flatMap((board) => board.traceQl)];
    expect([logQl.length, traceQl.length]).toEqual([expect.any(Number), expect.any(Number)]);
    expect(Math.min(logQl.length, traceQl.length)).toBeGreaterThan(0);
    for (const { text } of logQl) checkLogQl(text);
    for (const { text } of traceQl) checkTraceQl(text);
  });

  it('are refused when they are broken', () => {
    expect(() => readPromQl('sum by (queue (rate(pizzeria_dead_letters[5m]))')).toThrow(/no PromQL from character/);
    expect(() => checkLogQl('{service_name="orders" | level = `warn`')).toThrow(/no LogQL/);
    expect(() => checkTraceQl('{ resource.service.name = && }')).toThrow(/no TraceQL/);
  });

  it('tell what they read', () => {
    const { selectors, groupings } = readPromQl(
      'sum by (job, le) (rate(a_bucket{b="c"}[$__range])) / on() {__name__=~"x|y"}',
    );
    expect(selectors).toEqual([
      { metric: 'a_bucket', labels: ['b'], values: { b: 'c' } },
      { metric: /^(x|y)$/, labels: [], values: {} },
    ]);
    expect(groupings).toEqual([{ labels: ['job', 'le'], metrics: ['a_bucket'] }]);
  });

  it('are kept within a namespace, but for what rules make', () => {
    const within = (query: string) => withinNamespace(query, 'pizzeria', ['queue:depth:max']);
    expect(within('sum(rate(a[5m])) / b{c="d"} or absent(up{})')).toBe(
      'sum(rate(a{namespace="pizzeria"}[5m])) / b{namespace="pizzeria",c="d"} or absent(up{namespace="pizzeria"})',
    );
    expect(within('queue:depth:max{queue="q"} > a{namespace="other"}')).toBe(
      'queue:depth:max{queue="q"} > a{namespace="other"}',
    );
    expect(within('{__name__=~"a|b"} offset 1w')).toBe('{namespace="pizzeria",__name__=~"a|b"} offset 1w');
  });

  it('are hurried in every duration', () => {
    expect(divideDurations('rate(a[5m] offset 1w) > 300 and b[1h:30s]', 30)).toBe(
      'rate(a[10000ms] offset 20160000ms) > 300 and b[120000ms:1000ms]',
    );
  });
});
