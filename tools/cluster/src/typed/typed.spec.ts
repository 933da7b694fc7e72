import { describeWithProgram } from '@pizzeria/debian/testing';
import { parseManifests, type Manifest } from '../objects/manifest';
import { combinations, isBad, Tree } from '../testing/tree';
import { distinct, typeProblems } from './typed-check';

describeWithProgram('kubectl', 'every object of Kubernetes', (kubectl) => {
  let tree: Tree;
  let all: readonly Manifest[];
  beforeAll(async () => {
    tree = await Tree.open(kubectl);
    all = distinct(
      combinations.filter((each) => !isBad(each)).flatMap((combination) => tree.render(combination).manifests),
    );
  });
  afterAll(() => tree.remove());

  it('has the fields of its kind, of their types, and no others', () => {
    expect(typeProblems(all)).toEqual([]);
  });

  it('is refused where a combination misspells a field', () => {
    const kitchen = tree
      .render('tests/refused-misspelt-field')
      .manifests.filter(({ metadata }) => metadata.name === 'kitchen');
    expect(typeProblems(kitchen)).toEqual([expect.stringMatching(/^Deployment kitchen, at "failureThreshhold": 6,: /)]);
  });
});

describe('an object is refused that', () => {
  const deployment = (container: string) => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: kitchen }
spec:
  selector: { matchLabels: { app: kitchen } }
  template:
    spec:
      containers: [{ name: app, image: 'kitchen:1', ${container} }]
`;
  it('misspells a field, has a text for a number, leaves out what is needed or is of no known kind', () => {
    const problems = typeProblems(
      parseManifests(
        [
          deployment('livenessProbe: { httpGet: { path: /, port: 1 }, failureThreshhold: 3 }'),
          deployment("livenessProbe: { httpGet: { path: /, port: 1 }, failureThreshold: '3' }"),
          deployment('livenessProbe: { httpGet: { path: / } }'),
          'apiVersion: apps/v1\nkind: Deploiment\nmetadata: { name: oven }\n',
        ].join('---\n'),
      ),
    );
    expect(problems).toEqual([
      expect.stringMatching(/^Deployment kitchen, at "failureThreshhold": 3: .*does not exist/),
      expect.stringMatching(
        /^Deployment kitchen, at "failureThreshold": "3": Type 'string' is not assignable to type 'number'/,
      ),
      expect.stringMatching(/^Deployment kitchen, at "httpGet": .*port"?' is missing/),
      expect.stringMatching(/^Deploiment oven, .*Cannot find module/),
    ]);
  });
});
