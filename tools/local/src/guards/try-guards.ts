import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyTree } from '../copy-tree';
import { edited } from '../edited';
import type { Change, Check, Guard } from './guards';

export interface Tried {
  readonly mistake: string;
  /** The checks that refused it with the sentence they should say. */
  readonly refusedBy: readonly string[];
  /** What each of the others said instead; none: it was refused as it should be. */
  readonly missed: readonly string[];
}

export interface Trying {
  /** The repository; it is only read. */
  readonly root: string;
  say(line: string): void;
}

/**
 * Makes one mistake after another in a copy of the repository and runs the checks that should refuse it.
 * Throws when a mistake can no longer be made, or when a check refuses the copy as it is.
 */
export const tryGuards = (guards: readonly Guard[], { root, say }: Trying): readonly Tried[] => {
  const { folder, remove } = copyTree(root);
  try {
    for (const check of checksOf(guards)) {
      const { passed, said } = run(check, folder);
      if (!passed) throw new Error(`Without any mistake ${check.name} refuses already:\n${said}`);
    }
    say(`Unchanged: ${checksOf(guards).length} checks pass.`);
    return guards.map((guard) => {
      const tried = tryOne(guard, folder);
      say(inWords(tried));
      return tried;
    });
  } finally {
    remove();
  }
};

const checksOf = (guards: readonly Guard[]): readonly Check[] => {
  const checks = guards.flatMap(({ refusedBy }) => refusedBy.map(({ check }) => check));
  return [...new Map(checks.map((check) => [check.name, check])).values()];
};

const tryOne = (guard: Guard, folder: string): Tried => {
  const undo = guard.changes.map((change) => make(guard.mistake, change, folder));
  try {
    const runs = new Map(checksOf([guard]).map((check) => [check.name, run(check, folder)]));
    const told = guard.refusedBy.map(({ check, says }) => {
      const { passed, said } = runs.get(check.name) ?? { passed: true, said: '' };
      return { name: check.name, said, refused: !passed && says.test(said), says };
    });
    return {
      mistake: guard.mistake,
      refusedBy: [...new Set(told.filter(({ refused }) => refused).map(({ name }) => name))],
      missed: told
        .filter(({ refused }) => !refused)
        .map(({ name, said, says }) => `${name} should refuse it and say ${String(says)}; it said:\n${said}`),
    };
  } finally {
    for (const each of undo.reverse()) each();
  }
};

/** Makes one change; what it returns takes it back. */
const make = (mistake: string, { file, to = file, edits = [] }: Change, folder: string): (() => void) => {
  const source = readFileSync(join(folder, file), 'utf8');
  const text = edited(source, edits, `The mistake "${mistake}" can no longer be made: ${file}`);
  if (to !== file) rmSync(join(folder, file));
  writeFileSync(join(folder, to), text);
  return () => {
    if (to !== file) rmSync(join(folder, to));
    writeFileSync(join(folder, file), source);
  };
};

const run = ({ args }: Check, folder: string): { readonly passed: boolean; readonly said: string } => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...args], {
    cwd: folder,
    env: { ...process.env, TEST_LONG: undefined, JEST_WORKER_ID: undefined, NX_DAEMON: 'false', FORCE_COLOR: '0' },
    encoding: 'utf8',
    timeout: 300_000,
    killSignal: 'SIGKILL',
  });
  return { passed: status === 0, said: `${stdout}${stderr}` };
};

/** One line a mistake, with the checks that refused it, or with what was said instead. */
export const inWords = ({ mistake, refusedBy, missed }: Tried): string =>
  missed.length === 0
    ? `refused: ${mistake} (${refusedBy.join('; ')})`
    : `NOT REFUSED AS IT SHOULD BE: ${mistake}\n${missed.join('\n')}`;
