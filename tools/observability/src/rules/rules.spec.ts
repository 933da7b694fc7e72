import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeWithProgram } from '@pizzeria/debian/testing';
import { dashboards } from '../boards/boards';
import { generatedFiles } from '../files';
import { readPromQl } from '../queries/promql';
import { alertExamples } from '../testing/alert-cases/all';
import { tryAlert } from '../testing/promtool';
import { serviceNames } from '@pizzeria/simulator';
import type { Alert } from './alert';
import { allAlerts, clusterGroups, groups } from './groups';
import { hurried, prometheusRule, ruleFile, within } from './yaml';

const oursAndCritical = { namespace: 'pizzeria', severity: 'critical' };
const all = [...groups, ...clusterGroups];
/** It has no condition that could be otherwise. */
const tried = allAlerts.filter(({ name }) => name !== 'Watchdog');

describeWithProgram('promtool', 'alert rules', (promtool) => {
  const check = (...texts: readonly string[]) => {
    const folder = mkdtempSync(join(tmpdir(), 'rules-'));
    try {
      texts.forEach((text, index) => writeFileSync(join(folder, `${index}.yml`), text));
      const files = texts.map((_, index) => join(folder, `${index}.yml`));
      const { status, stdout, stderr } = spawnSync(promtool, ['check', 'rules', ...files], { encoding: 'utf8' });
      return status === 0 ? 'good' : `${stdout}${stderr}`;
    } finally {
      rmSync(folder, { recursive: true });
    }
  };
  const generated = generatedFiles().filter(({ path }) => path.includes('/rules/'));

  it('are rules that Prometheus loads', () => {
    expect(check(...generated.map(({ text }) => text))).toBe('good');
  });

  it('are refused where an expression or a text is broken', () => {
    const [text = ''] = generated.map((file) => file.text);
    expect(check(text.replace('sum by (queue) (pizzeria', 'sum by queue pizzeria'))).toMatch(/could not parse/);
    expect(check(text.replace('{{ $labels.queue }}', '{{ $labels.queue'))).toMatch(/template/);
  });

  it('load with all waits divided as well', () => {
    expect(check(JSON.stringify(ruleFile(hurried(all, 30), dashboards())))).toBe('good');
  });

  it.each(tried.map(({ name }) => [name]))('%s fires when it must, and is quiet when it must', (alert) => {
    const { fires, quiet, every } = alertExamples[alert] ?? fail(`${alert} has no examples in testing/alert-cases`);
    expect(tryAlert(promtool, all, { alert, every, ...fires, fires: [fires.labels] })).toBeUndefined();
    expect(tryAlert(promtool, all, { alert, every, ...quiet, fires: [] })).toBeUndefined();
  });

  it('take what processes had counted before Prometheus began for no growth', () => {
    const series = {
      'up{job="kitchen",instance="old"}': '1x5',
      'pizzeria_bus_dead_letters_total{queue="kitchen.tickets",reason="invalid",instance="old"}': '400x5',
      'pizzeria_bus_unroutable_total{event="order.placed",required="true",instance="old"}': '2x5',
    };
    for (const alert of ['DeadLetterBurst', 'UnroutableRequired'])
      expect(tryAlert(promtool, all, { alert, series, at: '3m', fires: [] })).toBeUndefined();
  });

  it('see what a process counted that was away for longer than they look back', () => {
    const series = { 'pizzeria_bus_suspects_total{queue="kitchen.tickets",instance="old"}': '0x5 _x15 1x5' };
    const fires = [{ queue: 'kitchen.tickets', severity: 'warning' }];
    expect(tryAlert(promtool, all, { alert: 'CrashLoopingMessage', series, at: '23m', fires })).toBeUndefined();
  });

  it('for an operator’s Prometheus see the pizzeria alone', () => {
    const { quiet } = alertExamples['TargetDown'] ?? fail('no example');
    const ours = Object.entries(quiet.series).map(([name, values]) => [
      name.replace('{', '{namespace="pizzeria",'),
      values,
    ]);
    const series = { ...Object.fromEntries(ours), 'up{job="another",namespace="theirs"}': '0x60' };
    const tried = { alert: 'TargetDown', series, at: '10m' };
    expect(tryAlert(promtool, within('pizzeria', all), { ...tried, fires: [] })).toBeUndefined();
    const fires = [{ job: 'another', namespace: 'theirs', severity: 'critical' }];
    expect(tryAlert(promtool, all, { ...tried, fires })).toBeUndefined();
    const gone = { ...tried, series: {}, fires: serviceNames.map((job) => ({ job, ...oursAndCritical })) };
    expect(tryAlert(promtool, within('pizzeria', all), gone)).toBeUndefined();
  });

  it('are seen to be wrong when they do not fire, or fire for nothing', () => {
    const { fires } = alertExamples['OutboxStuck'] ?? fail('no example');
    const deaf = all.map((group) => ({
      ...group,
      rules: group.rules.map((rule) => ({ ...rule, expr: rule.expr.replace('> 60', '> 6000') })),
    }));
    expect(tryAlert(promtool, deaf, { alert: 'OutboxStuck', ...fires, fires: [fires.labels] })).toMatch(/OutboxStuck/);
    expect(tryAlert(promtool, all, { alert: 'OutboxStuck', ...fires, fires: [] })).toMatch(/OutboxStuck/);
  });
});

describe('every alert', () => {
  it('has a name of its own', () => {
    const names = allAlerts.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('reads metrics of the pizzeria’s namespace alone, where a Prometheus sees others as well', () => {
    const made = all.flatMap(({ rules }) => rules.flatMap((rule) => ('record' in rule ? [rule.record] : [])));
    const { spec } = prometheusRule(all, dashboards()) as { spec: { groups: { rules: { expr: string }[] }[] } };
    const raw = spec.groups
      .flatMap(({ rules }) => rules.flatMap(({ expr }) => readPromQl(expr).selectors))
      .filter(({ metric }) => typeof metric !== 'string' || !made.includes(metric));
    expect(raw.length).toBeGreaterThan(50);
    expect(raw.filter(({ values }) => values['namespace'] !== 'pizzeria')).toEqual([]);
  });

  it('leads to a panel that exists', () => {
    const broken: Alert = { ...(allAlerts[0] as Alert), panel: 'No such panel' };
    expect(() => ruleFile([{ name: 'broken', rules: [broken] }], dashboards())).toThrow(/has no panel “No such panel”/);
    expect(() => ruleFile([{ name: 'broken', rules: [{ ...broken, board: 'none' }] }], dashboards())).toThrow(
      /no board none/,
    );
  });

  it('waits a thirtieth in a hurry', () => {
    const [stuck] = hurried([{ name: 'one', rules: allAlerts.filter(({ name }) => name === 'EventsLate') }], 30);
    expect(stuck?.rules[0]).toMatchObject({ for: '20000ms' });
    const [recordings] = hurried(groups, 30);
    expect(recordings?.rules[2]?.expr).toContain('[10000ms]');
  });
});

const fail = (why: string): never => {
  throw new Error(why);
};
