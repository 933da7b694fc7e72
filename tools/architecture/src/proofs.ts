import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/**
 * What is wrong with a page whose tables end each row with its proof: tests, as links with the test's name between “…”,
 * or commands, as `npm run …`. A row without one, a test that is gone or called otherwise, and an unknown command are.
 *
 * @param page path of the page, from the workspace
 */
export const proofProblems = (page: string, workspace: string): readonly string[] => {
  const scripts = scriptsOf(workspace);
  const folder = resolve(workspace, page, '..');
  return rowsOf(readFileSync(join(workspace, page), 'utf8')).flatMap(({ item, proof }) => {
    const problems = [...testProblems(proof, folder), ...commandProblems(proof, scripts)];
    const named = /\]\(|`npm /.test(proof) ? [] : ['no test and no command'];
    return [...named, ...problems].map((problem) => `${item}: ${problem}`);
  });
};

interface Row {
  readonly item: string;
  readonly proof: string;
}

/** Rows below the heads of tables. */
const rowsOf = (text: string): readonly Row[] => {
  const lines = text.split('\n');
  const isRow = (line: string | undefined) => line?.startsWith('|') ?? false;
  return lines.flatMap((line, at) => {
    const isHead = /^\| *-/.test(lines[at + 1] ?? '') || /^\| *-/.test(line);
    if (!isRow(line) || isHead) return [];
    const cells = line.split(/(?<!\\)\|/).map((cell) => cell.trim());
    return [{ item: cells[1] ?? '', proof: cells.at(-2) ?? '' }];
  });
};

const testProblems = (proof: string, folder: string): readonly string[] =>
  [...proof.matchAll(/\[([^\]]*)\]\(([^)]+)\)/g)].flatMap(([, text = '', link = '']) => {
    const file = resolve(folder, link);
    if (!existsSync(file)) return [`there is no ${link}`];
    const name = /“([^”]+)”/.exec(text)?.[1];
    if (name === undefined) return [`the link to ${link} names no test between “…”`];
    return readFileSync(file, 'utf8').includes(name) ? [] : [`${link} has no test “${name}”`];
  });

const commandProblems = (proof: string, scripts: ReadonlySet<string>): readonly string[] =>
  [...proof.matchAll(/`npm (?:run )?([\w:-]+)/g)].flatMap(([, script = '']) =>
    scripts.has(script) ? [] : [`there is no command npm run ${script}`],
  );

const scriptsOf = (workspace: string): ReadonlySet<string> => {
  const { scripts } = JSON.parse(readFileSync(join(workspace, 'package.json'), 'utf8')) as { scripts: object };
  return new Set(Object.keys(scripts));
};
