import { lchownSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** An account of this machine. */
export interface User {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** Accounts that exist and own nothing of value, the fitting one first. */
const UNPRIVILEGED = ['postgres', '_postgres', 'nobody'];

/**
 * Whom the server runs as when it is not to run as ourselves: PostgreSQL refuses root. The owner of the folder
 * where there is one already, else an unprivileged account. Undefined: as ourselves.
 */
export const serverUser = (folder: string): User | undefined => {
  if (process.getuid?.() !== 0) return undefined;
  const owner = ownerOf(folder);
  if (owner && owner.uid !== 0) return owner;
  const users = accounts();
  const found = UNPRIVILEGED.map((name) => users.find((user) => user.name === name)).find((user) => user);
  if (!found) {
    throw new Error(
      'PostgreSQL does not run as root, and this machine has no account named postgres or nobody to run it as. ' +
        'Start as an ordinary user, or set DATABASE_URL to a PostgreSQL of your own.',
    );
  }
  return found;
};

const ownerOf = (path: string): User | undefined => {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return undefined;
  const name = accounts().find(({ uid }) => uid === found.uid)?.name ?? `uid ${found.uid}`;
  return { name, uid: found.uid, gid: found.gid };
};

const accounts = (): User[] =>
  readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .flatMap(([name, , uid, gid]) =>
      name && Number(uid) > 0 && Number(gid) > 0 ? [{ name, uid: Number(uid), gid: Number(gid) }] : [],
    );

/** Makes the user own a folder and all in it; nothing to do when it is ourselves. */
export const giveTo = (user: User | undefined, folder: string): void => {
  if (!user) return;
  lchownSync(folder, user.uid, user.gid);
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    lchownSync(join(folder, entry), user.uid, user.gid);
  }
};
