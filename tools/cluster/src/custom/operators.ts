import { z } from 'zod';
import { metadata } from './keda';

const text = z.string();
const quantities = z.strictObject({ cpu: text.optional(), memory: text.optional() });
const resources = z.strictObject({ requests: quantities, limits: quantities });

const antiAffinity = z.strictObject({
  podAntiAffinity: z.strictObject({
    requiredDuringSchedulingIgnoredDuringExecution: z.array(
      z.strictObject({
        topologyKey: text,
        labelSelector: z.strictObject({ matchLabels: z.record(z.string(), z.string()) }),
      }),
    ),
  }),
});

/** The fields that this tree uses, as for all kinds below. `override` is a StatefulSet and is held against that by nobody. */
export const rabbitmqCluster = z.strictObject({
  apiVersion: z.literal('rabbitmq.com/v1beta1'),
  kind: z.literal('RabbitmqCluster'),
  metadata,
  spec: z.strictObject({
    replicas: z.int().min(1),
    image: text,
    terminationGracePeriodSeconds: z.int().min(0),
    persistence: z.strictObject({ storage: text, storageClassName: text.optional() }),
    resources,
    affinity: antiAffinity,
    rabbitmq: z.strictObject({ additionalConfig: text }),
    override: z.strictObject({ statefulSet: z.strictObject({ spec: z.looseObject({}) }) }),
  }),
});

const managedRole = z.strictObject({
  name: text,
  ensure: z.enum(['present', 'absent']),
  login: z.boolean(),
  superuser: z.literal(false),
  connectionLimit: z.int().min(-1),
  passwordSecret: z.strictObject({ name: text }),
});

export const postgresCluster = z.strictObject({
  apiVersion: z.literal('postgresql.cnpg.io/v1'),
  kind: z.literal('Cluster'),
  metadata,
  spec: z.strictObject({
    instances: z.int().min(1),
    imageName: text,
    primaryUpdateStrategy: z.enum(['unsupervised', 'supervised']),
    inheritedMetadata: z.strictObject({ labels: z.record(z.string(), z.string()) }),
    affinity: z.strictObject({
      enablePodAntiAffinity: z.boolean(),
      topologyKey: text,
      podAntiAffinityType: z.enum(['preferred', 'required']),
    }),
    bootstrap: z.strictObject({ initdb: z.strictObject({ database: text, owner: text }) }),
    postgresql: z.strictObject({ parameters: z.record(z.string(), z.string()) }),
    managed: z.strictObject({
      services: z.strictObject({
        additional: z.array(
          z.strictObject({
            selectorType: z.enum(['rw', 'r', 'ro']),
            serviceTemplate: z.strictObject({
              metadata: z.strictObject({ name: text }),
              spec: z.strictObject({ type: z.literal('ClusterIP') }),
            }),
          }),
        ),
      }),
      roles: z.array(managedRole),
    }),
    storage: z.strictObject({ size: text, storageClass: text.optional() }),
    resources,
  }),
});

export type PostgresCluster = z.infer<typeof postgresCluster>;

export const postgresDatabase = z.strictObject({
  apiVersion: z.literal('postgresql.cnpg.io/v1'),
  kind: z.literal('Database'),
  metadata,
  spec: z.strictObject({
    name: text,
    owner: text,
    ensure: z.literal('present'),
    databaseReclaimPolicy: z.literal('retain'),
    cluster: z.strictObject({ name: text }),
  }),
});

const relabeling = z.strictObject({
  sourceLabels: z.array(text).optional(),
  targetLabel: text,
  replacement: text.optional(),
});

export const podMonitor = z.strictObject({
  apiVersion: z.literal('monitoring.coreos.com/v1'),
  kind: z.literal('PodMonitor'),
  metadata,
  spec: z.strictObject({
    selector: z.strictObject({ matchLabels: z.record(z.string(), z.string()) }),
    podMetricsEndpoints: z.array(
      z.strictObject({
        port: text,
        path: text,
        params: z.record(z.string(), z.array(text)).optional(),
        interval: text,
        scrapeTimeout: text.optional(),
        relabelings: z.array(relabeling).optional(),
      }),
    ),
  }),
});

const rule = z.strictObject({
  alert: text.optional(),
  record: text.optional(),
  expr: text,
  for: text.optional(),
  keep_firing_for: text.optional(),
  labels: z.record(z.string(), z.string()).optional(),
  annotations: z.record(z.string(), z.string()).optional(),
});

export const prometheusRule = z.strictObject({
  apiVersion: z.literal('monitoring.coreos.com/v1'),
  kind: z.literal('PrometheusRule'),
  metadata,
  spec: z.strictObject({
    groups: z.array(z.strictObject({ name: text, interval: text.optional(), rules: z.array(rule) })),
  }),
});

export const httpRoute = z.strictObject({
  apiVersion: z.literal('gateway.networking.k8s.io/v1'),
  kind: z.literal('HTTPRoute'),
  metadata,
  spec: z.strictObject({
    parentRefs: z
      .array(z.strictObject({ name: text, namespace: text.optional(), sectionName: text.optional() }))
      .min(1),
    hostnames: z.array(text),
    rules: z.array(
      z.strictObject({
        matches: z
          .array(z.strictObject({ path: z.strictObject({ type: z.literal('PathPrefix'), value: text }) }))
          .max(64),
        backendRefs: z.array(z.strictObject({ name: text, port: z.int() })).min(1),
      }),
    ),
  }),
});

export type HttpRoute = z.infer<typeof httpRoute>;
export type RabbitmqCluster = z.infer<typeof rabbitmqCluster>;
