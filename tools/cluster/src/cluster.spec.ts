import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describeWithProgram } from '@pizzeria/debian/testing';
import { serveManagement } from '@pizzeria/service';
import { parse } from 'yaml';
import { literalSecrets } from './laws/literal-secrets';
import { problemsOf } from './laws/laws';
import { probePaths } from './laws/probes';
import { parseManifests } from './objects/manifest';
import { mebibytes, workloadsOf } from './objects/workloads';
import { renderText } from './render/kubectl';
import { combinations, isBad, root, Tree } from './testing/tree';

/** Which law refuses each combination that is there to be refused; `misspelt-field` is the typed check's. */
const refusedBy: Readonly<Record<string, string>> = {
  'tests/refused-two-scalers': 'oneScaler',
  'tests/refused-joined-services': 'noPolicyJoinsServices',
  'tests/refused-privileged': 'podSecurity',
  'tests/refused-foreign-queue': 'scaledQueues',
  'tests/refused-too-many-connections': 'connectionBudget',
  'tests/refused-relay-at-zero': 'everyRole',
};

describeWithProgram('kubectl', 'the cluster', (kubectl) => {
  let tree: Tree;
  beforeAll(async () => {
    tree = await Tree.open(kubectl);
  });
  afterAll(() => tree.remove());

  it.each(combinations.filter((each) => !isBad(each)))('%s keeps every law', (combination) => {
    expect(problemsOf(tree.render(combination))).toEqual([]);
  });

  it.each(Object.entries(refusedBy))('%s is refused by %s', (combination, law) => {
    expect(problemsOf(tree.render(combination))).toContainEqual(expect.stringMatching(`^${law}: `));
  });

  it('is yours in production when what says example.com is changed in its overlay, and nowhere else', async () => {
    const yours = await Tree.open(kubectl);
    const folder = join(yours.folder, 'k8s/overlays/production');
    for (const [text, from] of Object.entries({
      'pizza.mario.org': 'pizzeria.example.com',
      'mario.org': 'example.com',
    }))
      changeIn(folder, from, text);
    const rendered = renderText(kubectl, folder);
    yours.remove();
    expect(rendered.match(/.*example\.com.*/g)).toBeNull();
    expect(new Set(rendered.match(/host: .*/g))).toEqual(new Set(['host: pizza.mario.org']));
  });

  it('has a combination for every component', () => {
    const used = ['overlays', 'tests'].flatMap((kind) => filesBelow(join(root, 'k8s', kind)).map(textOf)).join('\n');
    const components = filesBelow(join(root, 'k8s/components'))
      .filter((file) => file.endsWith('/kustomization.yaml') && /^kind: Component$/m.test(textOf(file)))
      .map((file) => file.slice(join(root, 'k8s/components/').length, -'/kustomization.yaml'.length));
    expect(components.filter((name) => !used.includes(`components/${name}\n`))).toEqual([]);
  });
});

describe('what compose and cluster share', () => {
  const deploy = join(root, 'deploy');
  const mounted = ['gateway', 'observability', 'postgres', 'rabbitmq'].map((folder) => join(deploy, folder));

  it('are the files below deploy, none of which is left out of the cluster', () => {
    const named = mounted
      .flatMap(filesBelow)
      .filter((file) => file.endsWith('kustomization.yaml'))
      .map(textOf)
      .join('\n');
    const forgotten = mounted
      .flatMap(filesBelow)
      .filter((file) => !/(kustomization\.yaml|place-compose\.conf|\.md)$/.test(file))
      .filter((file) => !named.includes(basename(file)));
    expect(forgotten).toEqual([]);
  });

  it('are the versions of all images', () => {
    const images: readonly string[] = textOf(join(root, '.env')).match(/(?<=_IMAGE=).+/g) ?? [];
    const { version } = JSON.parse(textOf(join(root, 'package.json'))) as { version: string };
    const used = filesBelow(join(root, 'k8s'))
      .filter((file) => !file.includes('/tests/'))
      .flatMap((file) => textOf(file).match(/(?<=image: )\S+:\S+/g) ?? []);
    const ours = ['orders', 'kitchen', 'inventory', 'notifications', 'analytics', 'simulator'];
    expect(new Set(used.filter((image) => !images.includes(image)))).toEqual(
      new Set(ours.map((name) => `pizzeria/${name}:${version}`)),
    );
  });
});

describe('what is told to Grafana', () => {
  const inCompose = parse(textOf(join(root, 'docker-compose.yml')), { merge: true }) as {
    readonly services: { readonly grafana: { readonly environment: Readonly<Record<string, string>> } };
  };
  const inCluster = parseManifests(textOf(join(root, 'k8s/components/observability/grafana.yaml')));

  it('is the same in compose and cluster, so that it has no administrator in either', () => {
    const [container] = workloadsOf(inCluster)[0]?.pod.containers ?? [];
    const env = Object.fromEntries((container?.env ?? []).map(({ name, value }) => [name, value]));
    const own = ({ GOMEMLIMIT: _, ...settings }: Readonly<Record<string, unknown>>) => settings;
    expect(own(env)).toEqual(own(inCompose.services.grafana.environment));
    expect(env).toMatchObject({ GF_AUTH_BASIC_ENABLED: 'false', GF_SECURITY_DISABLE_INITIAL_ADMIN_CREATION: 'true' });
    const limit = mebibytes(container?.resources?.limits?.['memory'] as string) ?? 0;
    expect(env['GOMEMLIMIT']).toBe(`${Math.floor(limit * 0.8)}MiB`);
  });
});

describe('the cluster’s files', () => {
  const files = ['k8s', 'deploy'].flatMap((folder) => filesBelow(join(root, folder)));

  it('hold no password', () => {
    expect(files.flatMap((file) => literalSecrets(file, textOf(file)))).toEqual([]);
  });

  it('ask for paths that the management port answers', async () => {
    const server = await serveManagement({ port: 0, checks: [], metrics: (_request, response) => void response.end() });
    try {
      for (const path of new Set([...Object.values(probePaths), '/metrics']))
        expect((await fetch(`http://127.0.0.1:${server.port}${path}`)).status).toBe(200);
    } finally {
      await server.stop();
    }
  });
});

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'secrets' ? [] : filesBelow(path);
    return [path];
  });
}

function changeIn(folder: string, from: string, to: string): void {
  for (const file of filesBelow(folder)) writeFileSync(file, textOf(file).replaceAll(from, to));
}

function textOf(file: string): string {
  return readFileSync(file, 'utf8');
}
