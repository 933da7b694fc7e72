import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { runbookFile } from '../links';
import { allAlerts } from '../rules/groups';
import { runbookProblems, type Known } from './runbooks';

const root = join(__dirname, '../../../..');
const composeFile = join(root, 'docker-compose.yml');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: object };
/** `deployment/kitchen` of everything in the folder of the cluster. */
const clusterObjects = readdirSync(join(root, 'k8s'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.yaml'))
  .flatMap((file) => parseAllDocuments(readFileSync(join(root, 'k8s', file), 'utf8')))
  .map((document) => document.toJS() as { kind?: string; metadata?: { name?: string } } | null)
  .map((object) => `${object?.kind ?? ''}/${object?.metadata?.name ?? ''}`.toLowerCase())
  .map((name) => name.replace('horizontalpodautoscaler/', 'hpa/'));

const known: Known = {
  clusterObjects,
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
    ['something else', 'npm run dead-letters -- list', 'rm -rf /', /nobody knows this command/],
  ])('is refused with %s', (_, from, to, problem) => {
    expect(runbookProblems('Some', good, known)).toEqual([]);
    expect(runbookProblems('Some', good.replace(from, to), known).join('\n')).toMatch(problem);
  });
});
