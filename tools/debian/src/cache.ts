import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

/** Where what was fetched is kept: below the user's cache. */
export const cachePath = (env: NodeJS.ProcessEnv, name: string): string =>
  join(env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'pizzeria', name);

/**
 * Makes the folder as a whole or not at all: `fill` works in a folder beside it, which takes its name in the end. What
 * another process has made meanwhile is left as it is.
 */
export async function makeWhole(folder: string, fill: (unfinished: string) => Promise<void>): Promise<void> {
  mkdirSync(dirname(folder), { recursive: true });
  const unfinished = mkdtempSync(`${folder}-unfinished-`);
  try {
    await fill(unfinished);
    if (!existsSync(folder)) renameSync(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}
