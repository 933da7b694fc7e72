import { z } from 'zod';

const seconds = z.int().min(0);
const metadata = z.strictObject({
  name: z.string(),
  namespace: z.string().optional(),
  labels: z.record(z.string(), z.string()).optional(),
  annotations: z.record(z.string(), z.string()).optional(),
});

const policy = z.strictObject({
  type: z.enum(['Pods', 'Percent']),
  value: z.int().min(1),
  periodSeconds: seconds.max(1800),
});
const rules = z.strictObject({
  stabilizationWindowSeconds: seconds.max(3600).optional(),
  policies: z.array(policy).min(1),
});

/** KEDA takes every value of a trigger as text. */
const text = z.string();
const whole = z.string().regex(/^\d+$/);

const rabbitmq = z.strictObject({
  type: z.literal('rabbitmq'),
  name: text,
  authenticationRef: z.strictObject({ name: text }),
  metadata: z.strictObject({
    // AMQP tells of ready messages only: a pod that is killed at work would not be missed.
    protocol: z.literal('http'),
    mode: z.literal('QueueLength'),
    queueName: text,
    vhostName: text,
    value: whole,
    activationValue: whole.optional(),
  }),
});

const cpu = z.strictObject({
  type: z.literal('cpu'),
  metricType: z.literal('Utilization'),
  metadata: z.strictObject({ value: whole }),
});

/** The fields of a ScaledObject that this tree uses. */
export const scaledObject = z.strictObject({
  apiVersion: z.literal('keda.sh/v1alpha1'),
  kind: z.literal('ScaledObject'),
  metadata,
  spec: z
    .strictObject({
      scaleTargetRef: z.strictObject({ name: text }),
      minReplicaCount: seconds.optional(),
      maxReplicaCount: z.int().min(1).optional(),
      pollingInterval: z.int().min(1).optional(),
      cooldownPeriod: seconds.optional(),
      initialCooldownPeriod: seconds.optional(),
      fallback: z
        .strictObject({
          failureThreshold: z.int().min(1),
          replicas: seconds,
          behavior: z
            .enum(['static', 'currentReplicas', 'currentReplicasIfHigher', 'currentReplicasIfLower'])
            .optional(),
        })
        .optional(),
      advanced: z
        .strictObject({
          restoreToOriginalReplicaCount: z.boolean().optional(),
          horizontalPodAutoscalerConfig: z
            .strictObject({ behavior: z.strictObject({ scaleUp: rules.optional(), scaleDown: rules.optional() }) })
            .optional(),
        })
        .optional(),
      triggers: z.array(z.discriminatedUnion('type', [rabbitmq, cpu])).min(1),
    })
    .refine(({ fallback, triggers }) => !fallback || triggers.some(({ type }) => type !== 'cpu'), {
      error: 'KEDA takes a fallback only where a trigger is not cpu',
    })
    .refine(({ minReplicaCount, triggers }) => minReplicaCount !== 0 || triggers.some(({ type }) => type !== 'cpu'), {
      error: 'nothing at zero has a cpu to scale by',
    }),
});

export type ScaledObject = z.infer<typeof scaledObject>;

export const triggerAuthentication = z.strictObject({
  apiVersion: z.literal('keda.sh/v1alpha1'),
  kind: z.literal('TriggerAuthentication'),
  metadata,
  spec: z.strictObject({
    secretTargetRef: z.array(z.strictObject({ parameter: z.literal('host'), name: text, key: text })).min(1),
  }),
});

export type TriggerAuthentication = z.infer<typeof triggerAuthentication>;

export { metadata };
