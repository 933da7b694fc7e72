import { connectSession, endSession, sessionLocks, tryToLock } from './session';

export interface HoldLockOptions {
  readonly url: string;
  /** Shown by the server as `application_name`. */
  readonly name: string;
  readonly lock: keyof typeof sessionLocks;
  /** Told, once, when the connection that holds it is lost, and the lock with it. */
  readonly onLost: (error: Error) => void;
}

/** A lock held by a connection of its own, until it is released or the process ends. */
export interface HeldLock {
  release(): Promise<void>;
}

/** Takes a lock that one process may hold at a time; undefined when another holds it. */
export const holdLock = async ({ lock, onLost, ...session }: HoldLockOptions): Promise<HeldLock | undefined> => {
  let released = false;
  const client = await connectSession({ ...session, onLost: (error) => (released ? undefined : onLost(error)) });
  const release = (): Promise<void> => {
    released = true;
    return endSession(client);
  };
  if (await tryToLock(client, sessionLocks[lock])) return { release };
  await release();
  return undefined;
};
