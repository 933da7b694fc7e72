import type { Alert, RuleGroup } from './alert';
import { isAlert } from './alert';
import { busAlerts } from './bus';
import { outboxAlerts } from './outbox';
import { brokerAlerts, processAlerts, telemetryAlerts } from './platform';
import { recordings } from './recordings';
import { shopAlerts } from './shop';

/** Rules for wherever the pizzeria runs. */
export const groups: readonly RuleGroup[] = [
  recordings,
  { name: 'pizzeria-bus', rules: busAlerts },
  { name: 'pizzeria-outbox', rules: outboxAlerts },
  { name: 'pizzeria-broker', rules: brokerAlerts },
  { name: 'pizzeria-processes', rules: processAlerts },
  { name: 'pizzeria-shop', rules: shopAlerts },
  { name: 'pizzeria-telemetry', rules: telemetryAlerts },
];

const replicasMaxed: Alert = {
  name: 'ReplicasMaxed',
  expr: 'kube_horizontalpodautoscaler_status_desired_replicas{namespace="pizzeria"} >= kube_horizontalpodautoscaler_spec_max_replicas',
  for: '15m',
  severity: 'warning',
  summary: '{{ $labels.horizontalpodautoscaler }} has as many pods as it may',
  description: 'More work would not be met by more pods. Raise the limit, and the connection budget with it.',
  board: 'pizzeria-service',
  panel: 'Replicas, wanted and there',
};

/** Rules that stand on kube-state-metrics: quiet where there is none. */
export const clusterGroups: readonly RuleGroup[] = [{ name: 'pizzeria-cluster', rules: [replicasMaxed] }];

export const allAlerts: readonly Alert[] = [...groups, ...clusterGroups].flatMap(({ rules }) => rules.filter(isAlert));
