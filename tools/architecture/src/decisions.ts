import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What is wrong with the decision records in a folder: each names, after "Enforced by", the files that keep it true.
 *
 * @param workspace where the named files are looked for
 */
export const decisionProblems = (folder: string, workspace: string): readonly string[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.md'))
    .flatMap((file) => {
      const [, enforced] = readFileSync(join(folder, file), 'utf8').split('**Enforced by**');
      const paths = [...(enforced ?? '').matchAll(/`([^`]+\/[^`]+\.\w+)`/g)].map(([, path]) => path ?? '');
      if (paths.length === 0) return [`${file}: end it with **Enforced by** and the test or rule, as a path`];
      return paths.filter((path) => !existsSync(join(workspace, path))).map((path) => `${file}: there is no ${path}`);
    });
