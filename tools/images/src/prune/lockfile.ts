/** One package of a lockfile, as npm writes it; what stands here is what pruning looks at. */
export interface LockedPackage {
  readonly name?: string;
  readonly version?: string;
  readonly resolved?: string;
  /** A link to the folder of the workspace that `resolved` names. */
  readonly link?: boolean;
  readonly workspaces?: readonly string[];
  readonly dependencies?: Names;
  readonly devDependencies?: Names;
  readonly optionalDependencies?: Names;
  readonly peerDependencies?: Names;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
  readonly bin?: unknown;
  readonly engines?: unknown;
}

type Names = Readonly<Record<string, string>>;

/** A package-lock.json of lockfileVersion 3: packages by the folder they are installed in. */
export interface Lockfile {
  readonly name?: string;
  readonly version?: string;
  readonly lockfileVersion: number;
  readonly requires?: boolean;
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

export interface PrunedLockfile {
  readonly lockfile: Lockfile;
  /** Folders of the workspace's own packages that the app needs, its own first. */
  readonly workspaces: readonly string[];
}

/**
 * The part of a workspace's lockfile that one of its packages needs at run time, every package at the same place and
 * in the same version, for a folder that holds that package and the libraries it uses as workspaces. What workspaces
 * need optionally, or for development, is left out.
 *
 * Throws when something that is needed is not in the lockfile.
 */
export const pruneLockfile = (lockfile: Lockfile, app: string): PrunedLockfile => {
  const { packages } = lockfile;
  const kept = new Map<string, LockedPackage>();
  const workspaces: string[] = [];
  const visit = (place: string): void => {
    if (kept.has(place)) return;
    const found = packages[place];
    if (found === undefined) throw new Error(`The lockfile knows no ${place}.`);
    if (found.link && found.resolved !== undefined) {
      kept.set(place, found);
      return visit(found.resolved);
    }
    const own = !place.includes('node_modules/');
    if (own) workspaces.push(place);
    kept.set(place, own ? withoutExtras(found) : found);
    for (const { name, required } of neededBy(found, own)) {
      const at = placeOf(name, place, packages);
      if (at !== undefined) visit(at);
      else if (required) throw new Error(`${place} needs ${name}, which the lockfile does not hold: run npm install.`);
    }
  };
  visit(app);
  const name = packages[app]?.name;
  if (name !== undefined) kept.set(`node_modules/${name}`, { resolved: app, link: true });
  return { lockfile: withRoot(lockfile, app, kept, workspaces), workspaces };
};

const withRoot = (
  { lockfileVersion, packages }: Lockfile,
  app: string,
  kept: ReadonlyMap<string, LockedPackage>,
  workspaces: readonly string[],
): Lockfile => {
  const head = { name: `${packages[app]?.name}-alone`, version: packages[app]?.version };
  const sorted = [...kept].sort(([a], [b]) => (a < b ? -1 : 1));
  const root = { ...head, workspaces };
  return { ...head, lockfileVersion, requires: true, packages: { '': root, ...Object.fromEntries(sorted) } };
};

const withoutExtras = ({ devDependencies: _dev, optionalDependencies: _optional, ...rest }: LockedPackage) => rest;

const neededBy = (found: LockedPackage, own: boolean): readonly { name: string; required: boolean }[] => [
  ...Object.keys(found.dependencies ?? {}).map((name) => ({ name, required: true })),
  ...Object.keys(own ? {} : (found.optionalDependencies ?? {})).map((name) => ({ name, required: false })),
  ...Object.keys(found.peerDependencies ?? {})
    .filter((name) => !found.peerDependenciesMeta?.[name]?.optional)
    .map((name) => ({ name, required: true })),
];

/** Where Node finds the package when a file in `from` asks for it: the nearest folder upwards that holds it. */
const placeOf = (name: string, from: string, packages: Lockfile['packages']): string | undefined => {
  for (let folder = from; ; folder = parentOf(folder)) {
    const place = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`;
    if (packages[place] !== undefined) return place;
    if (folder === '') return undefined;
  }
};

const parentOf = (folder: string): string => {
  const nested = folder.lastIndexOf('/node_modules/');
  if (nested >= 0) return folder.slice(0, nested);
  return folder.startsWith('node_modules/') || !folder.includes('/') ? '' : folder.slice(0, folder.lastIndexOf('/'));
};
