import { describeWithProgram } from '@pizzeria/debian/testing';
import { problemsOf } from './laws/laws';
import { combinations, isBad, Tree } from './testing/tree';

describeWithProgram('kubectl', 'the cluster', (kubectl) => {
  let tree: Tree;
  beforeAll(() => {
    tree = new Tree(kubectl);
  });
  afterAll(() => tree.remove());

  it.each(combinations.filter((each) => !isBad(each)))('%s keeps every law', (combination) => {
    expect(problemsOf(tree.render(combination))).toEqual([]);
  });

  it.each(combinations.filter(isBad))('%s is refused', (combination) => {
    expect(problemsOf(tree.render(combination))).not.toEqual([]);
  });
});
