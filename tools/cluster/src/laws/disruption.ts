import type { IPodDisruptionBudget } from 'kubernetes-models/policy/v1/PodDisruptionBudget';
import { called, ofKind } from '../objects/manifest';
import { podsOf } from '../objects/pods';
import { selects } from '../objects/selectors';
import { serviceWorkloadsOf } from '../objects/workloads';
import type { Law } from './law';

/** A budget keeps a drain from taking all pods at once, and never keeps it from taking any. */
export const disruptionBudgets: Law = ({ manifests }) => {
  const budgets = ofKind<IPodDisruptionBudget>(manifests, 'PodDisruptionBudget');
  const pods = podsOf(manifests);
  return [
    ...budgets.flatMap((budget) => {
      const { minAvailable, maxUnavailable, unhealthyPodEvictionPolicy, selector } = budget.spec ?? {};
      const taken = pods.filter(({ labels }) => selects(selector, labels));
      return [
        ...(minAvailable === undefined
          ? []
          : ['minAvailable would stop every drain while there is one pod: say maxUnavailable']),
        ...(maxUnavailable !== undefined && Number.parseInt(String(maxUnavailable), 10) >= 1
          ? []
          : ['maxUnavailable must be 1 or more']),
        ...(unhealthyPodEvictionPolicy === 'AlwaysAllow'
          ? []
          : ['a pod that is not ready must not stop a drain: AlwaysAllow']),
        ...(taken.length === 1 ? [] : [`it is about the pods of ${taken.length} workloads, not of one`]),
      ].map((what) => `${called(budget)}: ${what}`);
    }),
    ...serviceWorkloadsOf(manifests)
      .filter(({ labels }) => !budgets.some(({ spec }) => selects(spec?.selector, labels)))
      .map(({ title }) => `${title} has no PodDisruptionBudget`),
  ];
};
