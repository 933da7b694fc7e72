import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import {
  AnnotationQueryBuilder,
  DashboardBuilder,
  DashboardCursorSync,
  DashboardLinkBuilder,
  DashboardLinkType,
  RowBuilder,
  type Dashboard,
  type Panel,
  type RowPanel,
  type VariableModel,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { anyService } from '../thresholds';
import { datasources } from './queries';

export interface Board {
  /** Also the name of its file, without `pizzeria-`. */
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly variables?: readonly Builder<VariableModel>[];
  readonly rows: readonly { readonly title: string; readonly panels: readonly Builder<Panel>[] }[];
  /** Pages outside of these boards: title and address. */
  readonly elsewhere?: readonly { readonly title: string; readonly url: string }[];
}

/** The dashboard as Grafana reads it. Every other board is one click away, in the same time range. */
export const dashboardOf = (board: Board, others: readonly Board[]): Dashboard => {
  const dashboard = new DashboardBuilder(board.title)
    .uid(board.uid)
    .description(board.description)
    .tags(['pizzeria'])
    .time({ from: 'now-1h', to: 'now' })
    .refresh('10s')
    .timezone('browser')
    .tooltip(DashboardCursorSync.Crosshair)
    .links([...others.map(linkTo), ...(board.elsewhere ?? []).map(linkAway)])
    .annotations([deployments, starts])
    .variables([...(board.variables ?? [])]);
  for (const { title, panels } of board.rows) {
    dashboard.withRow(new RowBuilder(title));
    for (const panel of panels) dashboard.withPanel(panel);
  }
  return numbered(dashboard.build());
};

/** A panel's number is its place: the same boards always make the same files. */
const numbered = (dashboard: Dashboard): Dashboard => {
  const panels: (Panel | RowPanel)[] = dashboard.panels ?? [];
  panels.forEach((panel, index) => {
    panel.id = index + 1;
    // Grafana asks for a name of each query of a panel.
    ((panel as Panel).targets ?? []).forEach((target, at) => {
      const query = target as { refId?: string };
      query.refId ??= String.fromCharCode(65 + at);
    });
  });
  return dashboard;
};

/** The number of the panel with this title. Throws when the board has none. */
export const panelNumber = (dashboard: Dashboard, title: string): number => {
  const found = (dashboard.panels ?? []).find((panel) => panel.type !== 'row' && panel.title === title);
  if (found?.id === undefined) throw new Error(`The board ${dashboard.uid} has no panel “${title}”.`);
  return found.id;
};

const linkTo = ({ uid, title, description }: Board): DashboardLinkBuilder =>
  new DashboardLinkBuilder(title)
    .type(DashboardLinkType.Link)
    .url(`/d/${uid}`)
    .tooltip(description)
    .keepTime(true)
    .targetBlank(false);

const linkAway = ({ title, url }: { title: string; url: string }): DashboardLinkBuilder =>
  new DashboardLinkBuilder(title).type(DashboardLinkType.Link).url(url).icon('external link').targetBlank(true);

const annotation = (name: string, expr: string, color: string, title: string): AnnotationQueryBuilder =>
  new AnnotationQueryBuilder()
    .name(name)
    .datasource(datasources.prometheus)
    .enable(true)
    .iconColor(color)
    .expr(expr)
    .titleFormat(title)
    .step('10s');

const deployments = annotation(
  'Deployments',
  'changes(kube_deployment_status_observed_generation{namespace="pizzeria"}[1m]) > 0',
  'blue',
  '{{deployment}} was deployed',
);
const starts = annotation('Starts', `process_uptime{job=~"${anyService}"} < 20`, 'purple', '{{job}} started');
