import type { Database } from '@pizzeria/postgres';
import type { Knex } from 'knex';
import { decideClaim, type Draft } from '../domain/message';
import type { Claim, ClaimAnswer, Ending, Lease, Messages, Release } from '../use-cases/messages';
import { claimable, columnsOf, lockExisting, type MessageRow } from './message-row';

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
    const reclaimed = await reclaim(sql, found.id, draft, lease);
    return yours(draft, lease, reclaimed, next.decide === 'ask-first');
  },

  async finish(claim, ending, { provider, now }) {
    const changes = { state: ending.outcome, claimed_until: null, updated_at: now };
    const rows =
      ending.outcome === 'uncertain'
        ? await heldBy(database.sql, claim).update({ ...changes, in_doubt: true, last_error: 'outcome-unknown' })
        : await notYetSent(database.sql, claim).update({ ...changes, ...sentAs(ending), provider, sent_at: now });
    return rows === 1;
  },

  async release(claim, { state, inDoubt, code }: Release, now) {
    const rows = await heldBy(database.sql, claim).update({
      state,
      in_doubt: inDoubt,
      last_error: code,
      claimed_until: null,
      updated_at: now,
    });
    return rows === 1;
  },
});

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

const sentAs = (ending: Exclude<Ending, { outcome: 'uncertain' }>) => ({
  provider_id: ending.providerId ?? null,
  in_doubt: false,
  last_error: null,
});
