import { allTags, tagProblems } from './tags';
import { projectsOf, root } from './workspace';

const tagged = (folder: string, ...tags: string[]) => tagProblems([{ folder, manifest: { name: 'it', nx: { tags } } }]);

describe('the tags of the projects', () => {
  it('are all of the vocabulary, one type and one scope each', () => {
    const projects = projectsOf(root);
    expect(projects.length).toBeGreaterThan(20);
    expect(tagProblems(projects)).toEqual([]);
  });

  it('have no word that no project could have', () => {
    const used = new Set(projectsOf(root).flatMap(({ manifest }) => manifest.nx?.tags ?? []));
    const notYet = ['type:web'];
    expect(allTags.filter((tag) => !used.has(tag) && !notYet.includes(tag))).toEqual([]);
  });

  it('with a slip of the pen are refused', () => {
    expect(tagged('libs/services/orders', 'type:servcie', 'scope:orders')).toEqual([
      expect.stringContaining('no rule knows the tag type:servcie'),
    ]);
    expect(tagged('libs/bus', 'type:kernel', 'scope:share')).toEqual([
      expect.stringContaining('no rule knows the tag scope:share'),
    ]);
  });

  it('that are missing or doubled are refused', () => {
    expect(tagged('libs/bus')).toHaveLength(2);
    expect(tagged('libs/bus', 'type:kernel', 'type:platform', 'scope:shared')).toEqual([
      expect.stringContaining('exactly one type'),
    ]);
  });

  it('that lie about the folder are refused', () => {
    expect(tagged('libs/services/orders', 'type:app', 'scope:orders')).toEqual([
      expect.stringContaining('in this folder live type:service'),
    ]);
    expect(tagged('libs/services/orders', 'type:service', 'scope:kitchen')).toEqual([
      expect.stringContaining('tag it scope:orders'),
    ]);
  });
});
