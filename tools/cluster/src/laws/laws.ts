import { shapes } from '../custom/shapes';
import { connectionBudget } from './connections';
import { disruptionBudgets } from './disruption';
import { grace, heap } from './endings';
import { exactTags } from './images';
import type { Law, Rendered } from './law';
import { edgesAtBothEnds, neededEdges, noPolicyJoinsServices, policyPeers } from './network-policies';
import { hardening, podSecurity } from './pod-security';
import { probes } from './probes';
import { knownSettings, readableSettings } from './processes';
import { applicableSizes, expandedVariables, ownPods, resolvedReferences, servedPorts } from './references';
import { routes } from './routes';
import { everyRole, hasServices, oneScaler, scaledQueues } from './scaling';
import { hosts, limitedOrders } from './ways-in';

/** What every overlay and combination must keep. */
export const laws: Readonly<Record<string, Law>> = {
  hasServices,
  podSecurity,
  hardening,
  shapes,
  oneScaler,
  everyRole,
  scaledQueues,
  readableSettings,
  knownSettings,
  grace,
  heap,
  connectionBudget,
  ownPods,
  servedPorts,
  resolvedReferences,
  expandedVariables,
  applicableSizes,
  policyPeers,
  noPolicyJoinsServices,
  edgesAtBothEnds,
  neededEdges,
  exactTags,
  disruptionBudgets,
  probes,
  routes,
  hosts,
  limitedOrders,
};

/** Everything that is wrong, with the law that says so. */
export const problemsOf = (rendered: Rendered): readonly string[] =>
  Object.entries(laws).flatMap(([name, law]) => law(rendered).map((problem) => `${name}: ${problem}`));
