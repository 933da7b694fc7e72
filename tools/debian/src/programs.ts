import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { cachePath, makeWhole } from './cache';
import { runWithOwnLibraries } from './own-libraries';
import { debianMirror, unpackFromDebian } from './unpack';

/** Programs that checks need and npm does not have, with the packages of Debian that hold them. */
const packageOf = {
  kubectl: { suite: 'trixie', name: 'kubectl' },
  prometheus: { suite: 'bookworm', name: 'prometheus' },
  promtool: { suite: 'bookworm', name: 'prometheus' },
} as const;

export type DebianProgram = keyof typeof packageOf;

export const debianProgramNames = Object.keys(packageOf) as readonly DebianProgram[];

const folderOf = (program: DebianProgram, env: NodeJS.ProcessEnv): string =>
  cachePath(env, `${packageOf[program].name}-${packageOf[program].suite}`);

/**
 * The path of a program: what PIZZERIA_KUBECTL (and so on) names, else the one fetched from Debian into the user's cache,
 * else the one on the path; undefined where there is none.
 */
export const debianProgram = (program: DebianProgram, env: NodeJS.ProcessEnv = process.env): string | undefined => {
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const candidates = [
    env[`PIZZERIA_${program.toUpperCase()}`] ?? '',
    join(folderOf(program, env), 'root/usr/bin', program),
    ...folders.map((folder) => join(folder, program)),
  ];
  return candidates.find((path) => path !== '' && existsSync(path));
};

interface Surroundings {
  readonly env: NodeJS.ProcessEnv;
  /** Prints a line. */
  say(line: string): void;
}

/**
 * Fetches from Debian, into the user's cache, what of these programs is neither there nor named by its variable; nothing
 * is installed. What cannot be fetched is said, and the tests that need it say so again.
 */
export const fetchDebianPrograms = async ({ env, say }: Surroundings): Promise<void> => {
  for (const program of debianProgramNames) {
    const folder = folderOf(program, env);
    if (env[`PIZZERIA_${program.toUpperCase()}`] || existsSync(folder)) continue;
    const { suite } = packageOf[program];
    say(`${program}: fetching Debian ${suite}'s into ${folder} (about 20 MB)`);
    try {
      await makeWhole(folder, (unfinished) => fill(program, { unfinished, folder, env }));
    } catch (error) {
      say(`${program} could not be fetched: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
};

const fill = async (
  program: DebianProgram,
  { unfinished, folder, env }: { unfinished: string; folder: string; env: NodeJS.ProcessEnv },
): Promise<void> => {
  const { suite, name } = packageOf[program];
  const [work, root] = [join(unfinished, 'work'), join(unfinished, 'root')];
  mkdirSync(work);
  await unpackFromDebian({ suite, names: [name, 'libc6'] }, { mirror: await debianMirror(env), work, root });
  rmSync(work, { recursive: true });
  runWithOwnLibraries([join(root, 'usr/bin')], root, join(folder, 'root'));
};
