import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyTree } from '../copy-tree';
import { edited } from '../edited';
import type { Mutation } from './mutations';
import { runSpecs } from './run-specs';

export interface Tried {
  readonly name: string;
  /** Tests that failed because of it; none: it survived. */
  readonly caughtBy: readonly string[];
  readonly seconds: number;
}

export interface Mutating {
  /** The repository; it is only read. */
  readonly root: string;
  readonly env: NodeJS.ProcessEnv;
  say(line: string): void;
}

/**
 * Breaks a copy of the repository in one way after another, and runs the tests that should notice.
 * Throws when a mutation no longer applies, when its build does not run, or when the tests fail without it.
 */
export const tryMutations = async (
  mutations: readonly Mutation[],
  { root, env, say }: Mutating,
): Promise<readonly Tried[]> => {
  const { folder, remove } = copyTree(root);
  try {
    for (const mutation of mutations) mutated(mutation, readFileSync(join(folder, mutation.file), 'utf8'));
    const specs = [...new Set(mutations.flatMap((mutation) => mutation.specs))];
    const sound = await runSpecs(folder, specs, env);
    if (sound.failed.length + sound.broken.length > 0 || sound.passed === 0)
      throw new Error(`Without any mutation these fail already: ${[...sound.failed, ...sound.broken].join('; ')}`);
    say(`Unchanged: ${sound.passed} tests pass in ${sound.seconds.toFixed(0)} s.`);
    const tried: Tried[] = [];
    for (const mutation of mutations) {
      const one = await tryOne(mutation, folder, env);
      say(inWords(one));
      tried.push(one);
    }
    return tried;
  } finally {
    remove();
  }
};

const tryOne = async (mutation: Mutation, folder: string, env: NodeJS.ProcessEnv): Promise<Tried> => {
  const path = join(folder, mutation.file);
  const source = readFileSync(path, 'utf8');
  writeFileSync(path, mutated(mutation, source));
  try {
    const { failed, broken, seconds } = await runSpecs(folder, mutation.specs, env);
    if (failed.length === 0 && broken.length > 0)
      throw new Error(`A build ${mutation.name} does not run: ${broken.join('; ')}`);
    return { name: mutation.name, caughtBy: failed, seconds };
  } finally {
    writeFileSync(path, source);
  }
};

/** The source with the mutation in it. Throws when a place to change is not there exactly once. */
export const mutated = ({ name, file, edits }: Mutation, source: string): string =>
  edited(source, edits, `The mutation "a build ${name}" no longer applies: ${file}`);

/** One line a mutation: what it does, which tests caught it, how long they took. */
export const inWords = ({ name, caughtBy, seconds }: Tried): string =>
  caughtBy.length === 0
    ? `SURVIVED  a build ${name} (${seconds.toFixed(0)} s)`
    : `caught    a build ${name} (${seconds.toFixed(0)} s)\n${caughtBy.map((test) => `          by: ${test}`).join('\n')}`;
