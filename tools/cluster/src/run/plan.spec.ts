import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeWithProgram } from '@pizzeria/debian/testing';
import { Tree } from '../testing/tree';
import { dockerRunArgs } from './docker-args';
import { podPlans, type PodPlan } from './plan';

describeWithProgram('kubectl', 'the pods of a rendered overlay as containers', (kubectl) => {
  let tree: Tree;
  let plans: readonly PodPlan[];
  let folder: string;
  const named = (title: string) => {
    const found = plans.find((plan) => plan.title === title);
    if (!found) throw new Error(`no ${title}`);
    return found;
  };
  const argsOf = (title: string) => {
    const pod = named(title);
    return dockerRunArgs(pod, pod.main, { prefix: 'trial', folder }, { detached: true }).join(' ');
  };

  beforeAll(async () => {
    tree = await Tree.open(kubectl);
    plans = podPlans(tree.render('tests/local-load').manifests);
    folder = mkdtempSync(join(tmpdir(), 'plans-'));
  });
  afterAll(() => {
    tree.remove();
    rmSync(folder, { recursive: true });
  });

  it('begin with database and broker, then the roles, the services, the gateway, and what uses it', () => {
    const order = [
      'StatefulSet postgres',
      'Job database-roles',
      'Deployment orders',
      'Deployment gateway',
      'Job simulator',
    ];
    const all = plans.map(({ title }) => title);
    expect(all.filter((title) => order.includes(title))).toEqual(order);
  });

  it('run with the image, command, user, limits and rights that the cluster gives them', () => {
    const args = argsOf('Deployment orders');
    for (const part of [
      '--read-only --user 65532:65532 --group-add 65532 --cap-drop ALL --security-opt no-new-privileges',
      '--memory 384m --memory-swap 384m',
      '--tmpfs /tmp:mode=1777,size=64m',
      '--network-alias orders --network-alias orders.pizzeria --network-alias orders.pizzeria.svc.cluster.local',
      '--network-alias orders-metrics',
      ':/run/secrets/pizzeria:ro',
    ])
      expect(args).toContain(part);
    expect(args).toMatch(/ pizzeria\/orders:[0-9.]+$/);
    expect(named('Deployment orders').first.map(({ args: all }) => all)).toEqual([['migrate']]);
    expect(argsOf('Job database-roles')).toMatch(/ --entrypoint sh postgres:\S+ -c until pg_isready/);
  });

  it('are told settings, secrets and their pod’s own fields, by a file', () => {
    argsOf('Deployment orders');
    const told = readFileSync(join(folder, 'orders-app.env'), 'utf8').split('\n');
    expect(told).toEqual(expect.arrayContaining(['DATABASE_POOL=4', 'POD_NAME=orders-0', 'DEPLOYMENT_NAME=orders']));
    expect(told).toContainEqual(expect.stringMatching(/^DATABASE_URL=postgres:\/\/orders:\w+@postgres:5432\/orders$/));
    expect(told.find((line) => line.startsWith('OTEL_RESOURCE'))).toContain('k8s.deployment.name=orders');
    expect(argsOf('Deployment orders')).not.toContain('DATABASE_URL');
  });

  it('keep a stateful pod’s name and volume', () => {
    const args = argsOf('StatefulSet rabbitmq');
    expect(args).toContain('--hostname rabbitmq-0');
    expect(args).toContain('--network-alias rabbitmq-0.rabbitmq-nodes.pizzeria');
    expect(args).toContain('--volume trial-rabbitmq-data:/var/lib/rabbitmq');
    expect(args).toContain(':/etc/rabbitmq/conf.d/20-pizzeria.conf:ro');
  });
});
