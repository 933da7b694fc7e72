import { createProjectGraphAsync } from '@nx/devkit';
import { ESLint } from 'eslint';
import { join } from 'node:path';
import { root } from '../workspace';
import type { Finding, Fixture } from './fixture';

/**
 * Lints each fixture by the workspace's rules. The project graph is made first: without it the module boundaries
 * are skipped without a word.
 */
export const lintAll = async (fixtures: readonly Fixture[]): Promise<readonly (readonly Finding[])[]> => {
  await createProjectGraphAsync({ exitOnError: false });
  const eslint = new ESLint({ cwd: root });
  return Promise.all(
    fixtures.map(async ({ path, code }) => {
      const [result] = await eslint.lintText(code, { filePath: join(root, path), warnIgnored: true });
      return (result?.messages ?? []).map(({ ruleId, message }) => ({ rule: ruleId ?? 'none', message }));
    }),
  );
};
