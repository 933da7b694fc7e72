import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import { dashboardOf, type Board } from './board';
import { bus } from './bus';
import { eventFlow } from './event-flow';
import { service } from './service';
import { shop } from './shop';

const boards: readonly Board[] = [eventFlow, bus, service, shop];

/** Every board as Grafana reads it, the home first. */
export const dashboards = (): readonly Dashboard[] =>
  boards.map((board) =>
    dashboardOf(
      board,
      boards.filter((other) => other !== board),
    ),
  );
