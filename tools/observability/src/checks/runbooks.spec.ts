import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { runbookFile } from '../links';
import { allAlerts } from '../rules/groups';
import { clusterIn } from './cluster';
import { runbookProblems, type Known } from './runbooks';

const root = join(__dirname, '../../../..');
const composeFile = join(root, 'docker-compose.yml');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: object };
/** `GET /api/menu` of every operation that the services have. */
const operations = [...readFileSync(join(root, 'docs/API.md'), 'utf8').matchAll(/^\| `([A-Z]+ \/[^`]+)`/gm)].map(
  ([, operation = '']) => operation,
);

const known: Known = {
  cluster: (folder) => clusterIn(root, folder),
  operations,
  scripts: Object.keys(manifest.scripts),
  composeServices: Object.keys((parse(readFileSync(composeFile, 'utf8')) as { services: object }).services),
};

describe('a runbook', () => {
  it.each(allAlerts.map(({ name }) => [name]))('of %s says what to do, in commands that exist', (name) => {
    expect(runbookProblems(name, readFileSync(join(root, runbookFile(name)), 'utf8'), known)).toEqual([]);
  });

  it('belongs to an alert', () => {
    const files = readdirSync(join(root, 'docs/runbooks')).filter((file) => file !== 'README.md');
    expect(files.sort()).toEqual(allAlerts.map(({ name }) => `${name}.md`).sort());
    expect(existsSync(join(root, runbookFile('NoSuchAlert')))).toBe(false);
  });

  const good =
    '# Some\n\n## Meaning\n\na\n\n## Impact\n\nb\n\n## Look\n\nc\n\n## Do\n\n```sh\nnpm run dead-letters -- list\n```\n';
  it.each([
    ['another title', '# Some\n', '# Other\n', /must begin with/],
    ['a section less', '## Impact\n\nb\n\n', '', /sections must be/],
    ['an empty section', '\na\n', '\n', /Meaning is empty/],
    ['a script that is not there', 'run dead-letters', 'run alive-letters', /no script alive-letters/],
    ['an option that is not there', '-- list', '-- list --gruoped', /gruoped/],
    [
      'a service that is not there',
      'npm run dead-letters -- list',
      'docker compose logs --since 5m oven',
      /no service oven/,
    ],
    ['a verb that is not there', 'npm run dead-letters -- list', 'docker compose down', /no runbook needs/],
    [
      'an object that is not in the cluster',
      'npm run dead-letters -- list',
      'kubectl -n pizzeria rollout restart deployment/oven',
      /no deployment\/oven/,
    ],
    [
      'an object that one overlay has and the other has not',
      'npm run dead-letters -- list',
      'kubectl -n pizzeria exec statefulset/rabbitmq -- rabbitmqctl status',
      /production has no statefulset\/rabbitmq/,
    ],
    [
      'an object that the part it names has not',
      'npm run dead-letters -- list',
      'kubectl -n pizzeria rollout restart statefulset/rabbitmq # k8s/components/rabbitmq-operator',
      /rabbitmq-operator has no statefulset\/rabbitmq/,
    ],
    [
      'a part that is not there',
      'npm run dead-letters -- list',
      'kubectl -n pizzeria get pods # k8s/components/oven',
      /there is no k8s\/components\/oven/,
    ],
    [
      'an autoscaler that another makes anew',
      'npm run dead-letters -- list',
      "kubectl -n pizzeria patch hpa kitchen --patch '{}'",
      /production has no hpa\/kitchen/,
    ],
    [
      'a label that nothing has',
      'npm run dead-letters -- list',
      'kubectl -n pizzeria get pods -l app.kubernetes.io/name=oven',
      /no app.kubernetes.io\/name=oven/,
    ],
    [
      'the last ten lines only',
      'npm run dead-letters -- list',
      'kubectl -n pizzeria logs -l app.kubernetes.io/name=rabbitmq --since 15m',
      /unless told --tail/,
    ],
    ['a broker that it does not name', 'run dead-letters -- list', 'run topology', /which broker/],
    ['an operation that is not there', '\nb\n', '\n`PUT /api/oven/settings`\n', /no service has PUT \/api\/oven/],
    ['a call of none', 'npm run dead-letters -- list', 'curl -i http://localhost:8080/api/oven', /no service has GET/],
    ['something else', 'npm run dead-letters -- list', 'rm -rf /', /nobody knows this command/],
  ])('is refused with %s', (_, from, to, problem) => {
    expect(runbookProblems('Some', good, known)).toEqual([]);
    expect(runbookProblems('Some', good.replace(from, to), known).join('\n')).toMatch(problem);
  });
});
