import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { defaultLadder } from '@pizzeria/bus';
import { describeWithProgram } from '@pizzeria/debian/testing';
import { writeSecrets } from '@pizzeria/secrets';
import { type Manifest, parseManifests } from './objects/manifest';
import { expectedSecrets, root, Tree } from './testing/tree';

/** The commands of the first install, as the guide gives them. */
const commands = (): string => {
  const [, after = ''] = readFileSync(join(root, 'k8s/README.md'), 'utf8').split('**The first install.**');
  return /```sh\n([^`]*)```/.exec(after)?.[1] ?? '';
};

/** Makes objects without a cluster, keeps what is piped into the database, and writes down what it is asked. */
const standIn = (kubectl: string): string => `#!/bin/sh
echo "$*" >> asked
case "$*" in
  *"create secret tls"*) ;;
  *"create secret"*) echo --- >> made; exec ${kubectl} "$@" --dry-run=client -o yaml >> made ;;
  *"exec -i"*) cat > piped ;;
esac
`;

type Secret = Manifest & { readonly data: Readonly<Record<string, string>> };

describeWithProgram('kubectl', 'the first install', (kubectl) => {
  let tree: Tree;
  const read = (name: string) => readFileSync(join(tree.folder, name), 'utf8');
  const secretsIn = () => parseManifests(read('made')) as readonly Secret[];

  beforeAll(async () => {
    tree = await Tree.open(kubectl);
    await writeSecrets({ folder: join(tree.folder, 'k8s/overlays/production/secrets'), ladder: defaultLadder });
    const programs = join(tree.folder, 'programs');
    mkdirSync(programs);
    writeFileSync(join(programs, 'kubectl'), standIn(kubectl), { mode: 0o755 });
    writeFileSync(join(programs, 'npm'), '#!/bin/sh\n', { mode: 0o755 });
    const env = { ...process.env, PATH: [programs, process.env['PATH']].join(delimiter) };
    execFileSync('bash', ['-euo', 'pipefail', '-c', commands()], { cwd: tree.folder, env });
  });
  afterAll(() => tree.remove());

  it('makes every secret that the overlay expects of an install by operators', () => {
    const others = ['pizzeria-tls', 'rabbitmq-cookie', 'postgres-admin', 'database-roles'];
    const optional = /^(SMTP|MAIL|TWILIO)_/;
    const wanted = Object.entries(expectedSecrets())
      .filter(([name]) => !others.includes(name))
      .map(([name, keys]) => [name, keys.filter((key) => !optional.test(key)).sort()]);
    expect(
      Object.fromEntries(secretsIn().map(({ metadata, data }) => [metadata.name, Object.keys(data).sort()])),
    ).toEqual(Object.fromEntries(wanted));
    const [postgres] = secretsIn().filter(({ metadata }) => metadata.name === 'postgres-kitchen');
    const { database } = JSON.parse(read('k8s/overlays/production/secrets/passwords.json')) as {
      readonly database: Readonly<Record<string, string>>;
    };
    expect(Buffer.from(postgres?.data['password'] ?? '', 'base64').toString()).toBe(database['kitchen']);
  });

  it('has a namespace before secrets, secrets before services, and databases before what is said of them', () => {
    const asked = read('asked').trim().split('\n');
    const first = (part: string) => asked.findIndex((line) => line.includes(part));
    const order = ['namespace.yaml', 'create secret', 'apply -k', 'cluster/postgres', 'exec -i service/postgres'];
    expect(order.map(first)).toEqual([...order.map(first)].sort((a, b) => a - b));
    expect(order.map(first)).not.toContain(-1);
  });

  it('shows a password of the database on no command line of the cluster', () => {
    const piped = read('piped');
    const given = [...piped.matchAll(/^\\setenv ([A-Z]+)_PASSWORD (\w{32})$/gm)];
    expect(given.map(([, name]) => name?.toLowerCase())).toEqual([...names, 'metrics']);
    for (const [, , password] of given) expect(read('asked')).not.toContain(password);
    expect(piped).toContain(readFileSync(join(root, 'deploy/postgres/roles.sql'), 'utf8'));
  });
});

const names = ['orders', 'kitchen', 'inventory', 'notifications', 'analytics'];
