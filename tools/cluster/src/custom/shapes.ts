import type { z } from 'zod';
import type { Law } from '../laws/law';
import { called } from '../objects/manifest';
import { scaledObject, triggerAuthentication } from './keda';
import { httpRoute, podMonitor, postgresCluster, postgresDatabase, prometheusRule, rabbitmqCluster } from './operators';

/** Shapes of the kinds that Kubernetes itself does not have, by kind. */
export const customShapes: Readonly<Record<string, z.ZodType>> = {
  ScaledObject: scaledObject,
  TriggerAuthentication: triggerAuthentication,
  RabbitmqCluster: rabbitmqCluster,
  Cluster: postgresCluster,
  Database: postgresDatabase,
  PodMonitor: podMonitor,
  PrometheusRule: prometheusRule,
  HTTPRoute: httpRoute,
};

/** Objects of operators have the fields that their operators know, and no others. */
export const shapes: Law = ({ manifests }) =>
  manifests.flatMap((manifest) => {
    const read = customShapes[manifest.kind]?.safeParse(manifest);
    if (!read || read.success) return [];
    return read.error.issues.map(({ path, message }) => `${called(manifest)}, ${path.join('.')}: ${message}`);
  });
