import { describeWithProgram } from '@pizzeria/debian/testing';
import { type Change, spoiled, without } from '../testing/spoil';
import { Tree } from '../testing/tree';
import { literalSecrets } from './literal-secrets';
import { laws, problemsOf } from './laws';
import type { Rendered } from './law';

const pod = 'spec.template.spec';
const app = `${pod}.containers.0`;
const migrate = `${pod}.initContainers.0`;
const kitchen = 'Deployment kitchen';

type Row = readonly [law: string, said: RegExp, ...changes: readonly Change[]];

/** What is spoilt in the overlay for a bare cluster, and what must be said of it. */
const inCi: readonly Row[] = [
  ['podSecurity', /capabilities must drop ALL/, [kitchen, `${app}.securityContext.capabilities.drop`, ['CHOWN']]],
  ['podSecurity', /runAsNonRoot must be true/, [kitchen, `${pod}.securityContext.runAsNonRoot`, undefined]],
  ['podSecurity', /runAsUser must not be 0/, [kitchen, `${pod}.securityContext.runAsUser`, 0]],
  ['podSecurity', /seccompProfile must be/, [kitchen, `${pod}.securityContext.seccompProfile`, undefined]],
  ['podSecurity', /privileged must not be set/, [kitchen, `${migrate}.securityContext.privileged`, true]],
  ['podSecurity', /hostNetwork must not be set/, [kitchen, `${pod}.hostNetwork`, true]],
  ['podSecurity', /hostPID must not be set/, [kitchen, `${pod}.hostPID`, true]],
  ['podSecurity', /hostIPC must not be set/, [kitchen, `${pod}.hostIPC`, true]],
  [
    'podSecurity',
    /volumes must be of the kinds/,
    [kitchen, `${pod}.volumes`, [{ name: 'tmp', hostPath: { path: '/' } }]],
  ],
  ['podSecurity', /must not set sysctls/, [kitchen, `${pod}.securityContext.sysctls`, [{ name: 'a', value: 'b' }]]],
  ['podSecurity', /may add NET_BIND_SERVICE only/, [kitchen, `${app}.securityContext.capabilities.add`, ['NET_RAW']]],
  ['podSecurity', /hostPort must not be set/, [kitchen, `${app}.ports.0.hostPort`, 80]],
  ['podSecurity', /procMount must be the default/, [kitchen, `${app}.securityContext.procMount`, 'Unmasked']],
  ['podSecurity', /no hook may name a host/, [kitchen, `${app}.livenessProbe.httpGet.host`, 'elsewhere']],
  ['hardening', /automountServiceAccountToken: false/, [kitchen, `${pod}.automountServiceAccountToken`, undefined]],
  ['hardening', /enableServiceLinks: false/, [kitchen, `${pod}.enableServiceLinks`, true]],
  ['hardening', /readOnlyRootFilesystem: true/, [kitchen, `${app}.securityContext.readOnlyRootFilesystem`, false]],
  [
    'hardening',
    /set fsGroupChangePolicy: OnRootMismatch/,
    ['StatefulSet rabbitmq', `${pod}.securityContext.fsGroupChangePolicy`, undefined],
  ],
  ['hardening', /limit memory/, [kitchen, `${app}.resources.limits`, {}]],
  ['oneScaler', /scaler and replicas/, [kitchen, 'spec.replicas', 2]],
  [
    'oneScaler',
    /scales a Deployment oven, which is not there/,
    ['HorizontalPodAutoscaler kitchen', 'spec.scaleTargetRef.name', 'oven'],
  ],
  ['oneScaler', /minimum is above its maximum/, ['HorizontalPodAutoscaler kitchen', 'spec.minReplicas', 5]],
  ['everyRole', /no process with the role http/, [kitchen, `${app}.env.0`, { name: 'ROLES', value: 'relay' }]],
  [
    'everyRole',
    /nobody handles its subscription tickets/,
    [kitchen, `${app}.env.0`, { name: 'ROLES', value: 'http,relay' }],
  ],
  ['readableSettings', /ISSUER_URL is not set/, ['ConfigMap settings', 'data.ISSUER_URL', undefined]],
  ['readableSettings', /KITCHEN_OVENS: "many" cannot be used/, ['ConfigMap settings', 'data.KITCHEN_OVENS', 'many']],
  ['knownSettings', /no service reads KITCHEN_OVEN$/, ['ConfigMap settings', 'data.KITCHEN_OVEN', '7']],
  ['knownSettings', /no service reads OTEL_EXPORTER$/, ['ConfigMap settings', 'data.OTEL_EXPORTER', 'none']],
  ['grace', /terminationGracePeriodSeconds is 40/, [kitchen, `${pod}.terminationGracePeriodSeconds`, 40]],
  ['grace', /drain and closing take 140/, ['ConfigMap settings', 'data.DRAIN_SECONDS', '120']],
  ['grace', /sleep in preStop/, [kitchen, `${app}.lifecycle`, undefined]],
  ['heap', /--max-old-space-size=332/, [kitchen, `${app}.resources.limits.memory`, '512Mi']],
  ['heap', /limit its memory/, [kitchen, `${migrate}.resources.limits.memory`, undefined]],
  ['connectionBudget', /are more than max_connections=300/, ['ConfigMap settings', 'data.DATABASE_POOL', '12']],
  [
    'connectionBudget',
    /the login orders may hold 52 connections, but may come to need 56/,
    ['ConfigMap settings', 'data.DATABASE_POOL', '5'],
  ],
  [
    'ownPods',
    /does not take its own pods/,
    [kitchen, 'spec.selector.matchLabels', { 'app.kubernetes.io/name': 'oven' }],
  ],
  [
    'ownPods',
    /takes the pods of Deployment orders too/,
    [kitchen, 'spec.selector.matchLabels', { 'app.kubernetes.io/component': 'service' }],
  ],
  [
    'servedPorts',
    /Service kitchen selects no pod/,
    ['Service kitchen', 'spec.selector', { 'app.kubernetes.io/name': 'oven' }],
  ],
  ['servedPorts', /has no port oven/, ['Service kitchen', 'spec.ports.0.targetPort', 'oven']],
  [
    'resolvedReferences',
    /there is no ConfigMap oven/,
    [kitchen, `${app}.envFrom`, [{ configMapRef: { name: 'oven' } }]],
  ],
  [
    'resolvedReferences',
    /Secret kitchen-credentials has no DATABASE/,
    [kitchen, `${migrate}.env.0`, secretKey('kitchen-credentials', 'DATABASE')],
  ],
  ['resolvedReferences', /there is no Secret oven/, [kitchen, `${migrate}.env.0`, secretKey('oven', 'KEY')]],
  [
    'resolvedReferences',
    /there is no ConfigMap oven/,
    [kitchen, `${pod}.volumes.0`, { name: 'tmp', configMap: { name: 'oven' } }],
  ],
  [
    'expandedVariables',
    /names a variable that is not in env/,
    [kitchen, `${app}.env.0`, { name: 'ROLES', value: '$(OVEN)' }],
  ],
  ['expandedVariables', /there is no volume tmp/, [kitchen, `${pod}.volumes.0.name`, 'temp']],
  ['applicableSizes', /has \d+ bytes/, ['ConfigMap settings', 'data.LONG', 'x'.repeat(220_000)]],
  [
    'policyPeers',
    /is about no pod/,
    ['NetworkPolicy gateway-to-services', 'spec.podSelector.matchLabels', { name: 'oven' }],
  ],
  [
    'policyPeers',
    /its peer is no pod/,
    ['NetworkPolicy gateway-to-services', 'spec.egress.0.to.0.podSelector.matchLabels', { name: 'oven' }],
  ],
  ['policyPeers', /nobody listens on 8088/, ['NetworkPolicy gateway-to-services', 'spec.egress.0.ports.0.port', 8088]],
  [
    'policyPeers',
    /nobody knows the namespace oven/,
    [
      'NetworkPolicy services-from-ingress-controller',
      'spec.ingress.0.from.0.namespaceSelector.matchLabels.kubernetes|io/metadata|name',
      'oven',
    ],
  ],
  [
    'noPolicyJoinsServices',
    /meet over the broker alone/,
    ['NetworkPolicy services-to-rabbitmq', 'spec.egress.0.to', undefined],
  ],
  [
    'edgesAtBothEnds',
    /allows port 8080 on its own side not/,
    ['NetworkPolicy services-from-gateway', 'spec.ingress.0.ports.0.port', 9464],
  ],
  [
    'neededEdges',
    /Deployment kitchen cannot reach StatefulSet rabbitmq on 5672/,
    ['NetworkPolicy services-to-rabbitmq', 'spec.egress', []],
  ],
  [
    'exactTags',
    /pizzeria\/kitchen:latest names no exact version/,
    [kitchen, `${app}.image`, 'pizzeria/kitchen:latest'],
  ],
  ['exactTags', /pizzeria\/kitchen names no exact version/, [kitchen, `${app}.image`, 'pizzeria/kitchen']],
  ['disruptionBudgets', /minAvailable would stop every drain/, ['PodDisruptionBudget kitchen', 'spec.minAvailable', 1]],
  ['disruptionBudgets', /maxUnavailable must be 1 or more/, ['PodDisruptionBudget kitchen', 'spec.maxUnavailable', 0]],
  ['disruptionBudgets', /AlwaysAllow/, ['PodDisruptionBudget kitchen', 'spec.unhealthyPodEvictionPolicy', undefined]],
  [
    'disruptionBudgets',
    /pods of 5 workloads/,
    ['PodDisruptionBudget kitchen', 'spec.selector.matchLabels', { 'app.kubernetes.io/component': 'service' }],
  ],
  [
    'probes',
    /readinessProbe must ask management for \/readyz/,
    [kitchen, `${app}.readinessProbe.httpGet.path`, '/healthz'],
  ],
  ['probes', /port http must be 8081/, [kitchen, `${app}.env.0.value`, '8081']],
  ['probes', /startupProbe must wait/, [kitchen, `${app}.startupProbe.failureThreshold`, 3]],
  [
    'routes',
    /leads to kitchen, not to orders/,
    ['Ingress pizzeria', 'spec.rules.0.http.paths.0.backend.service.name', 'kitchen'],
  ],
  [
    'routes',
    /orders serves nothing below \/api\/ovens/,
    ['Ingress pizzeria', 'spec.rules.0.http.paths.0.path', '/api/ovens'],
  ],
  [
    'routes',
    /\/api\/orders leads to kitchen, not to orders/,
    ['Ingress pizzeria-new-orders', 'spec.rules.0.http.paths.0.backend.service.name', 'kitchen'],
  ],
];

/** The same in production, where KEDA and operators are. */
const inProduction: readonly Row[] = [
  [
    'shapes',
    /ScaledObject kitchen, spec: Unrecognized key: "minReplicas"/,
    ['ScaledObject kitchen', 'spec.minReplicas', 2],
  ],
  [
    'shapes',
    /spec\.triggers\.0\.metadata\.protocol/,
    ['ScaledObject kitchen', 'spec.triggers.0.metadata.protocol', 'amqp'],
  ],
  [
    'shapes',
    /nothing at zero has a cpu/,
    ['ScaledObject kitchen', 'spec.minReplicaCount', 0],
    ['ScaledObject kitchen', 'spec.triggers', [{ type: 'cpu', metricType: 'Utilization', metadata: { value: '70' } }]],
    ['ScaledObject kitchen', 'spec.fallback', undefined],
  ],
  ['shapes', /Cluster postgres, spec\.instances/, ['Cluster postgres', 'spec.instances', '3']],
  [
    'scaledQueues',
    /no service declares the queue kitchen\.ovens/,
    ['ScaledObject kitchen', 'spec.triggers.0.metadata.queueName', 'kitchen.ovens'],
  ],
  [
    'scaledQueues',
    /kitchen\.tickets\.ordered has one consumer/,
    ['ScaledObject kitchen', 'spec.triggers.0.metadata.queueName', 'kitchen.tickets.ordered'],
  ],
  [
    'scaledQueues',
    /a value of 19 is below 20, twice what one process holds/,
    ['ScaledObject kitchen', 'spec.triggers.0.metadata.value', '19'],
  ],
  [
    'scaledQueues',
    /there is no TriggerAuthentication oven/,
    ['ScaledObject kitchen', 'spec.triggers.0.authenticationRef.name', 'oven'],
  ],
  [
    'connectionBudget',
    /the login kitchen may hold 10 connections, but may come to need 48/,
    ['Cluster postgres', 'spec.managed.roles.1.connectionLimit', 10],
  ],
  [
    'resolvedReferences',
    /TriggerAuthentication rabbitmq: Secret keda-credentials has no url/,
    ['TriggerAuthentication rabbitmq', 'spec.secretTargetRef.0.key', 'url'],
  ],
  ['hosts', /no TLS for mario\.example\.org/, ['Ingress pizzeria', 'spec.rules.0.host', 'mario.example.org']],
  ['hosts', /no rule for mario\.example\.org/, ['Ingress pizzeria', 'spec.tls.0.hosts.0', 'mario.example.org']],
  [
    'limitedOrders',
    /any number of orders at \/api\/orders: /,
    ['Ingress pizzeria-new-orders', 'metadata.annotations', undefined],
  ],
  [
    'limitedOrders',
    /any number of orders at \/api\/orders\/: /,
    ['Ingress pizzeria-new-orders', 'spec.rules.0.http.paths.1.path', '/api/orders/7'],
  ],
];

function cases(rows: readonly Row[]) {
  return rows.map(([law, said, ...changes]) => [law, said, changes] as const);
}

function secretKey(name: string, key: string) {
  return { name: 'DATABASE_URL', valueFrom: { secretKeyRef: { name, key } } };
}

describeWithProgram('kubectl', 'a cluster is refused', (kubectl) => {
  let tree: Tree;
  beforeAll(async () => {
    tree = await Tree.open(kubectl);
  });
  afterAll(() => tree.remove());

  const said = (law: string, rendered: Rendered) => laws[law]?.(rendered).join('\n');

  it.each(cases(inCi))('by %s, which says %s', (law, expected, changes) => {
    expect(said(law, spoiled(tree.render('overlays/ci'), ...changes))).toMatch(expected);
  });

  it.each(cases(inProduction))('in production by %s, which says %s', (law, expected, changes) => {
    expect(said(law, spoiled(tree.render('overlays/production'), ...changes))).toMatch(expected);
  });

  it('that has no database, a service without a budget for its disruption, or a way in to nobody', () => {
    const ci = tree.render('overlays/ci');
    expect(said('connectionBudget', without(ci, 'StatefulSet postgres'))).toMatch(/no PostgreSQL/);
    expect(said('disruptionBudgets', without(ci, 'PodDisruptionBudget kitchen'))).toMatch(/has no PodDisruptionBudget/);
    expect(said('routes', without(ci, 'Deployment kitchen'))).toMatch(/there is no kitchen/);
    expect(said('hasServices', { ...ci, manifests: [] })).toMatch(/no workload of any service/);
  });

  it('by each of the laws, at least once', () => {
    const shown = new Set([...inCi, ...inProduction].map(([law]) => law));
    expect(Object.keys(laws).filter((law) => !shown.has(law))).toEqual(['hasServices']);
    expect(problemsOf(tree.render('overlays/ci'))).toEqual([]);
  });
});

describe('a file of the cluster is refused', () => {
  it.each([
    'password: margherita',
    "  value: 'amqp://keda:margherita@rabbitmq:5672/'",
    'POSTGRES_PASSWORD=margherita',
    '  api-key: "margherita"',
    'kind: Secret',
  ])('for %s', (line) => {
    expect(literalSecrets('oven.yaml', `a: b\n${line}\n`)).toEqual([expect.stringMatching(/^oven\.yaml:2: /)]);
  });

  it('not for the name of a secret or a reference to one', () => {
    const names =
      'secretName: oven\n  passwordSecret:\n  name: POSTGRES_PASSWORD\nautomountServiceAccountToken: false\n';
    expect(literalSecrets('oven.yaml', names)).toEqual([]);
  });
});
