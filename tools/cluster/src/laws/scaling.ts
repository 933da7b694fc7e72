import type { TriggerAuthentication } from '../custom/keda';
import { ofKind } from '../objects/manifest';
import { replicasOf, scalersOf, type Scaler } from '../objects/scalers';
import { serviceWorkloadsOf, workloadsOf } from '../objects/workloads';
import { queuesOf, type Shop } from '../shop';
import type { Law } from './law';
import { type Process, processesOf } from './processes';

/** A workload has one scaler at most, and says no number of replicas of its own beside it. */
export const oneScaler: Law = ({ manifests }) => {
  const scalers = scalersOf(manifests);
  const workloads = workloadsOf(manifests);
  return [
    ...workloads.flatMap(({ title, name, replicas }) => {
      const own = scalers.filter(({ target }) => target === name);
      const many = own.length > 1 ? [`${title} has ${own.length} scalers, ${titles(own)}: keep one`] : [];
      const fixed = own.length > 0 && replicas !== undefined;
      return [...many, ...(fixed ? [`${title} has a scaler and replicas: remove replicas`] : [])];
    }),
    ...scalers
      .filter(({ target }) => !workloads.some(({ kind, name }) => kind === 'Deployment' && name === target))
      .map(({ title, target }) => `${title} scales a Deployment ${target}, which is not there`),
    ...scalers.filter(({ min, max }) => min > max).map(({ title }) => `${title}: its minimum is above its maximum`),
  ];
};

const titles = (scalers: readonly Scaler[]): string => scalers.map(({ title }) => title).join(' and ');

/** Each service always has a process with each role, and each of its subscriptions somebody who handles it. */
export const everyRole: Law = (rendered) => {
  const { manifests, shop } = rendered;
  const scalers = scalersOf(manifests);
  const processes = processesOf(rendered);
  return shop.services.flatMap(({ name, subscriptions }) => {
    const own = processes.filter(({ workload }) => workload.service === name);
    const always = own.filter(({ workload }) => replicasOf(workload, scalers).min >= 1);
    const roles = (['relay', 'http'] as const)
      .filter((role) => !always.some(({ config }) => config.ROLES.includes(role)))
      .map((role) => `${name}: no process with the role ${role} is always there`);
    const unheard = subscriptions
      .filter((subscription) => !own.some((process) => handles(process, subscription)))
      .map((subscription) => `${name}: nobody handles its subscription ${subscription}`);
    return [...roles, ...unheard];
  });
};

const handles = ({ config }: Process, subscription: string): boolean =>
  config.ROLES.includes('subscriptions') && (config.SUBSCRIPTIONS ?? [subscription]).includes(subscription);

/** A ScaledObject asks after queues that its own process handles, and waits for more than one process can hold. */
export const scaledQueues: Law = (rendered) => {
  const { manifests, shop } = rendered;
  const keys = ofKind<TriggerAuthentication>(manifests, 'TriggerAuthentication').map(({ metadata }) => metadata.name);
  const processes = processesOf(rendered);
  return scalersOf(manifests).flatMap(({ title, target, scaledObject }) => {
    const process = processes.find(({ workload }) => workload.name === target);
    return (scaledObject?.spec.triggers ?? []).flatMap((trigger) => {
      if (trigger.type !== 'rabbitmq') return [];
      const { queueName, value } = trigger.metadata;
      const key = trigger.authenticationRef.name;
      return [
        ...(keys.includes(key) ? [] : [`${title}: there is no TriggerAuthentication ${key}`]),
        ...queueProblems(queueName, Number(value), process, shop).map((what) => `${title}: ${what}`),
      ];
    });
  });
};

/** Why a queue should not be scaled by so. */
export const queueProblems = (
  queue: string,
  value: number,
  process: Process | undefined,
  shop: Shop,
): readonly string[] => {
  if (queue.endsWith('.ordered')) return [`${queue} has one consumer whatever the number of pods: scale by another`];
  const found = queuesOf(shop).find(({ name }) => name === queue);
  if (!found) return [`no service declares the queue ${queue}`];
  if (!process || process.workload.service !== found.service.name || !handles(process, found.subscription))
    return [`${queue} is not handled by what it scales`];
  const held = found.service.prefetch(found.subscription, process.config.DATABASE_POOL);
  return value >= 2 * held
    ? []
    : [
        `${queue}: a value of ${value} is below ${2 * held}, twice what one process holds: a busy one would call for another`,
      ];
};

/** For what asks after workloads of the shop. */
export const hasServices: Law = ({ manifests }) =>
  serviceWorkloadsOf(manifests).length > 0 ? [] : ['there is no workload of any service'];
