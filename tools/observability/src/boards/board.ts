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

interface Target {
  refId?: string;
  readonly datasource?: Panel['datasource'];
}

/**
 * A panel's number is its place: the same boards always make the same files. A panel asks the data source of its
 * queries; Grafana would ask the panel's own for all of them.
 */
const numbered = (dashboard: Dashboard): Dashboard => {
  // In sight, not in a menu, where newer versions of Grafana would put them.
  for (const shown of [...(dashboard.links ?? []), ...(dashboard.annotations?.list ?? [])]) delete shown.placement;
  const panels: (Panel | RowPanel)[] = dashboard.panels ?? [];
  panels.forEach((panel, index) => {
    panel.id = index + 1;
    const targets = ((panel as Panel).targets ?? []) as Target[];
    if (targets[0]?.datasource) (panel as Panel).datasource = targets[0].datasource;
    // Grafana asks for a name of each query of a panel.
    targets.forEach((target, at) => {
      target.refId ??= String.fromCharCode(65 + at);
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
