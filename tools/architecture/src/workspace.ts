import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The workspace's root folder. */
export const root = resolve(__dirname, '../../..');

/** What the checks read of a `package.json`. */
export interface Manifest {
  readonly name: string;
  readonly workspaces?: readonly string[];
  readonly exports?: unknown;
  readonly nx?: { readonly tags?: readonly string[] };
}

export interface Project {
  /** Relative to the workspace, for example `libs/services/orders`. */
  readonly folder: string;
  readonly manifest: Manifest;
}

const manifestOf = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;

/** Every project that npm and Nx see in a workspace, sorted by folder. Understands patterns that end in `/*`. */
export const projectsOf = (workspace: string): readonly Project[] =>
  (manifestOf(workspace).workspaces ?? [])
    .map((pattern) => pattern.replace(/\/\*$/, ''))
    .flatMap((parent) => readdirSync(join(workspace, parent)).map((name) => `${parent}/${name}`))
    .filter((folder) => existsSync(join(workspace, folder, 'package.json')))
    .map((folder) => ({ folder, manifest: manifestOf(join(workspace, folder)) }))
    .sort((a, b) => a.folder.localeCompare(b.folder));

/** The names of a folder's modules without `.ts`, tests left out; none when there is no such folder. */
export const modulesIn = (folder: string): readonly string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
        .map((file) => file.slice(0, -'.ts'.length))
        .sort()
    : [];
