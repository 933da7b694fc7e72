import type { Database } from '@pizzeria/postgres';
import type { Knex } from 'knex';
import { decideClaim, type Draft, type MessageState } from '../domain/message';
import type { Claim, ClaimAnswer, Lease, Messages } from '../use-cases/messages';
import { claimable, claimedIn, columnsOf, knownAsSent, lockExisting, type MessageRow } from './message-row';

/** Claiming a message, and how a claim ends. */
export const claims = (database: Database): Pick<Messages, 'claim' | 'finish' | 'release'> => ({
  async claim(draft, lease) {
    const { sql } = database;
    const inserted = await insertMessage(sql, draft, {
      ...lease,
      state: 'claimed',
      claimed_until: leaseEnd(sql, lease),
    });
    if (inserted !== undefined) return yours(draft, lease, inserted, false);
    const found = await lockExisting(sql, draft);
    const next = decideClaim(claimable(found, draft.asked));
    if (next.decide === 'nothing') return { claimed: 'done' };
    if (next.decide === 'wait') return { claimed: 'taken', leaseLeftMs: next.ms };
    if (next.decide === 'sent') {
      await sql('messages').where({ id: found.id }).update(knownAsSent(lease.now));
      return { claimed: 'sent', message: claimedIn(found), provider: found.provider ?? '' };
    }
    const reclaimed = await reclaim(sql, found.id, draft, lease);
    return yours(draft, lease, reclaimed, next.decide === 'ask-first');
  },

  async finish(claim, ending, { provider, now }) {
    if (ending.outcome === 'uncertain')
      return giveBack(database.sql, claim, { state: 'uncertain', inDoubt: true, code: 'outcome-unknown' }, now);
    if (ending.outcome === 'too-old')
      return giveBack(database.sql, claim, { state: 'failed', inDoubt: false, code: 'too-old' }, now);
    const rows = await notYetSent(database.sql, claim).update({
      ...knownAsSent(now),
      state: ending.outcome,
      provider,
      provider_id: ending.providerId ?? null,
    });
    return rows === 1 ? ending.outcome : undefined;
  },

  release: (claim, release, now) => giveBack(database.sql, claim, release, now),
});

/** Ends a claim of which nobody knows that it was sent, unless the provider has reported on it meanwhile. */
const giveBack = async <State extends MessageState>(
  sql: Knex,
  claim: Claim,
  { state, inDoubt, code }: { readonly state: State; readonly inDoubt: boolean; readonly code: string },
  now: Date,
): Promise<State | 'sent' | undefined> => {
  const held = await heldBy(sql, claim).forUpdate().first<MessageRow | undefined>();
  if (held === undefined) return undefined;
  const reported = held.provider_id !== null;
  const changes = { state, in_doubt: inDoubt, last_error: code, claimed_until: null, updated_at: now };
  await sql('messages')
    .where({ id: held.id })
    .update(reported ? knownAsSent(now) : changes);
  return reported ? 'sent' : state;
};

const leaseEnd = (sql: Knex, { ms }: Lease) => sql.raw(`clock_timestamp() + ? * interval '1 millisecond'`, [ms]);

/** A new message; waits for a claim of the same one that is being made, and is undefined when there is one. */
export const insertMessage = async (
  sql: Knex,
  draft: Written,
  { newId, now, state, claimed_until = null }: Pick<Lease, 'newId' | 'now'> & Inserted,
): Promise<MessageRow | undefined> => {
  const [row] = await sql<MessageRow>('messages')
    .insert({
      id: newId,
      ...columnsOf(draft),
      ...words(draft),
      state,
      claimed_until,
      attempts: 1,
      created_at: now,
      updated_at: now,
    } as never)
    .onConflict()
    .ignore()
    .returning('*');
  return row as MessageRow | undefined;
};

/** What is withdrawn before anybody asks for it is written down, too. */
type Written = Omit<Draft, 'asked'> & Partial<Pick<Draft, 'asked'>>;

type Inserted = { readonly state: MessageRow['state']; readonly claimed_until?: Knex.Raw | null };

/** The columns of a message's words, and of who asks for them. */
export const words = ({ recipient, subject, text, instead, asked }: Written) => ({
  recipient,
  subject: subject ?? null,
  text,
  instead: instead === undefined ? null : JSON.stringify(instead),
  asked_by: asked?.by ?? null,
  asked_at: asked?.at ?? null,
});

const reclaim = async (sql: Knex, id: string, draft: Draft, lease: Lease): Promise<MessageRow> => {
  const [row] = await sql('messages')
    .where({ id })
    .update({
      ...words(draft),
      state: 'claimed',
      attempts: sql.raw('attempts + 1'),
      claimed_until: leaseEnd(sql, lease),
      updated_at: lease.now,
    })
    .returning<MessageRow[]>('*');
  if (row === undefined) throw new Error('a locked message is gone');
  return row;
};

const yours = (draft: Draft, lease: Lease, row: MessageRow, askFirst: boolean): ClaimAnswer => ({
  claimed: 'yours',
  claim: {
    ...draft,
    messageId: row.id,
    attempt: row.attempts,
    askFirst,
    since: row.created_at,
    sendBefore: new Date(lease.now.getTime() + lease.sendWithinMs),
  },
});

/** The row, as long as nobody else claimed it since. */
const heldBy = (sql: Knex, claim: Claim) =>
  sql('messages').where({ id: claim.messageId, state: 'claimed', attempts: claim.attempt });

/** The row, unless it is known to be sent: a receipt is true however late it comes. */
const notYetSent = (sql: Knex, claim: Claim) =>
  sql('messages').where({ id: claim.messageId }).whereNotIn('state', ['sent', 'recorded']);
