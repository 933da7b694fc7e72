import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { isAlert, type RuleGroup } from '../rules/alert';

/** Series over time, a value for each step, as promtool writes them: `{ 'up{job="rabbitmq"}': '1x5 0x10' }`. */
export type SeriesOverTime = Readonly<Record<string, string>>;

export interface AlertCase {
  readonly alert: string;
  readonly series: SeriesOverTime;
  /** How far the values are apart; a minute when not given. */
  readonly every?: string;
  /** When it is looked at: `10m`. */
  readonly at: string;
  /** Labels of each alert that must fire then; none: it must be quiet. */
  readonly fires: readonly Readonly<Record<string, string>>[];
}

/** What promtool says against a case; undefined when all is as it should be. */
export const tryAlert = (
  promtool: string,
  groups: readonly RuleGroup[],
  { alert, series, every = '1m', at, fires }: AlertCase,
): string | undefined => {
  const folder = mkdtempSync(join(tmpdir(), 'alert-'));
  try {
    writeFileSync(join(folder, 'rules.yml'), stringify({ groups: bare(groups, alert) }));
    const input = Object.entries(series).map(([name, values]) => ({ series: name, values }));
    const expected = { eval_time: at, alertname: alert, exp_alerts: fires.map((labels) => ({ exp_labels: labels })) };
    const tests = [{ interval: every, input_series: input, alert_rule_test: [expected] }];
    const file = { rule_files: ['rules.yml'], evaluation_interval: every, tests };
    writeFileSync(join(folder, 'tests.yml'), stringify(file));
    const { status, stdout, stderr } = spawnSync(promtool, ['test', 'rules', join(folder, 'tests.yml')], {
      encoding: 'utf8',
    });
    return status === 0 ? undefined : `${stdout}${stderr}`;
  } finally {
    rmSync(folder, { recursive: true });
  }
};

/** The alert, without annotations, which promtool would have to be told word by word, and what it may stand on. */
const bare = (groups: readonly RuleGroup[], alert: string): readonly object[] =>
  groups.map(({ name, rules }) => ({
    name,
    rules: rules
      .filter((rule) => !isAlert(rule) || rule.name === alert)
      .map((rule) =>
        isAlert(rule)
          ? { alert, expr: rule.expr, ...(rule.for && { for: rule.for }), labels: { severity: rule.severity } }
          : rule,
      ),
  }));
