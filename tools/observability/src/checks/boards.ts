import type { Dashboard, Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import * as units from '@grafana/grafana-foundation-sdk/units';
import { datasources } from '../boards/queries';

/** Panels that show text, lines or traces, which have no unit. */
const unitless = ['text', 'logs'];

export const panelsOf = (dashboard: Dashboard): readonly Panel[] =>
  (dashboard.panels ?? []).filter((panel) => panel.type !== 'row') as readonly Panel[];

/** What is wrong with a board, each as a sentence. */
export const boardProblems = (dashboard: Dashboard, uids: readonly string[]): readonly string[] => {
  const panels = panelsOf(dashboard);
  const ids = (dashboard.panels ?? []).map(({ id }) => id);
  const said = JSON.stringify(dashboard);
  return [
    ...(new Set(ids).size === ids.length ? [] : ['two panels have one number']),
    ...(said.includes('__inputs') || said.includes('${DS_') ? ['it asks for a data source instead of naming one'] : []),
    ...(dashboard.links ?? []).flatMap(({ url = '', keepTime }) => linkProblems(url, keepTime, uids)),
    ...panels.flatMap((panel) => panelProblems(panel).map((problem) => `“${panel.title ?? ''}”: ${problem}`)),
  ];
};

const linkProblems = (url: string, keepTime: boolean, uids: readonly string[]): readonly string[] => {
  if (!url.startsWith('/d/')) return [];
  return [
    ...(uids.includes(url.slice('/d/'.length)) ? [] : [`there is no board ${url}`]),
    ...(keepTime ? [] : [`the link to ${url} forgets the time range`]),
  ];
};

const panelProblems = ({
  title,
  description,
  type,
  fieldConfig,
  datasource,
  targets = [],
}: Panel): readonly string[] => {
  const unit = fieldConfig?.defaults.unit;
  const known: readonly string[] = Object.values(units);
  return [
    ...(title ? [] : ['it has no title']),
    ...(description ? [] : ['it has no description']),
    ...(unitless.includes(type) || (unit !== undefined && known.includes(unit))
      ? []
      : [`Grafana has no unit “${unit}”`]),
    ...(type === 'text' || targets.length > 0 ? [] : ['it asks for nothing']),
    ...targets.flatMap((target) => {
      const { uid } = (target as { datasource?: { uid?: string } }).datasource ?? {};
      if (!Object.values(datasources).some((source) => source.uid === uid)) return [`no data source is called ${uid}`];
      return datasource?.uid === uid ? [] : [`it would ask ${datasource?.uid} for what is in ${uid}`];
    }),
  ];
};
