import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from 'pg';
import type { Log } from '../log';
import { connectSession, endSession, sessionLocks, tryToLock } from '../session';
import { describeUrl } from '../urls';

export interface HoldJournalOptions {
  /** Of the journal's database. */
  readonly url: string;
  readonly log: Log;
  /** How long another holder may take to go, ms; default 3 s, enough for one that was killed on this host. */
  readonly patienceMs?: number;
  /** The hold was lost with its connection, and another process was quicker: this one must stop using the journal. */
  onTaken(error: JournalInUse): void;
}

/** Another process uses the journal. */
export class JournalInUse extends Error {
  override readonly name = 'JournalInUse';
}

export interface JournalHold {
  release(): Promise<void>;
}

/**
 * Makes this process the only one that uses a journal: two would each deliver all its letters. Held for as long as
 * the connection lives, so a killed process holds nothing; a lost connection is made again and the hold taken anew.
 * Throws `JournalInUse` when another holds it, and the driver's error when the database is away.
 */
export const holdJournal = async (options: HoldJournalOptions): Promise<JournalHold> => {
  const hold = new Holder(options);
  await hold.take();
  return hold;
};

const againMs = 250;

class Holder implements JournalHold {
  #client: Client | undefined;
  #released = false;

  constructor(private readonly options: HoldJournalOptions) {}

  async take(): Promise<void> {
    const { url, patienceMs = 3_000 } = this.options;
    // The connection may also be lost while it is made, or between two answers.
    const session: { held?: Client; lost?: Error } = {};
    const client = await connectSession({
      url,
      name: 'journal hold',
      onLost: (error) => {
        session.lost = error;
        if (session.held) this.#lost(session.held);
      },
    });
    for (const deadline = Date.now() + patienceMs; ; await pause(Math.min(againMs, patienceMs))) {
      if (await tryToLock(client, sessionLocks.journal)) break;
      if (Date.now() < deadline) continue;
      await endSession(client);
      throw new JournalInUse(`The journal at ${describeUrl(url)} is in use by another process.`);
    }
    if (session.lost) throw session.lost;
    session.held = client;
    this.#client = client;
    if (this.#released) await this.release();
  }

  async release(): Promise<void> {
    this.#released = true;
    const client = this.#client;
    this.#client = undefined;
    if (client) await endSession(client);
  }

  #lost(client: Client): void {
    if (this.#client !== client) return;
    this.#client = undefined;
    void this.#takeAgain();
  }

  async #takeAgain(): Promise<void> {
    while (!this.#released) {
      try {
        return await this.take();
      } catch (error) {
        if (error instanceof JournalInUse) return this.options.onTaken(error);
        this.options.log.warn({ error }, 'The hold on the journal is lost with its database; it is taken again');
        await pause(againMs);
      }
    }
  }
}
