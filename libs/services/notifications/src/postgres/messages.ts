import type { Database } from '@pizzeria/postgres';
import type { Knex } from 'knex';
import { decideClaim, type Draft } from '../domain/message';
import type { Claim, Claimed, Ending, Lease, ListFilter, Messages, Release } from '../use-cases/ports';
import { type MessageRow, toListed } from './message-row';

/** The message list on PostgreSQL. */
export const postgresMessages = (database: Database): Messages => ({
  async claim(draft, lease) {
    const inserted = await insertClaimed(database.sql, draft, lease);
    if (inserted !== undefined) return yours(draft, lease, inserted, false);
    const existing = await lockExisting(database.sql, draft);
    const next = decideClaim({
      state: existing.state,
      leaseLeftMs: Math.ceil(existing.lease_left_ms ?? 0),
      inDoubt: existing.in_doubt,
    });
    if (next.decide === 'nothing') return { claimed: 'done' };
    if (next.decide === 'wait') return { claimed: 'taken', leaseLeftMs: next.ms };
    const reclaimed = await reclaim(database.sql, existing.id, draft, lease);
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

  async list({ orderId, before, limit }: ListFilter) {
    const rows = await database
      .sql<MessageRow>('messages')
      .modify((query) => {
        if (orderId !== undefined) void query.where('order_id', orderId);
        if (before !== undefined) void query.where('id', '<', before);
      })
      .orderBy('id', 'desc')
      .limit(limit);
    return rows.map(toListed);
  },
});

const leaseEnd = (sql: Knex, ms: number) => sql.raw(`clock_timestamp() + ? * interval '1 millisecond'`, [ms]);

/** Waits for a claim of the same message that is being made; undefined when there is one. */
const insertClaimed = async (sql: Knex, draft: Draft, lease: Lease): Promise<MessageRow | undefined> => {
  const [row] = await sql<MessageRow>('messages')
    .insert({
      id: lease.newId,
      order_id: draft.orderId,
      kind: draft.kind,
      channel: draft.channel,
      occurrence: draft.occurrence,
      recipient: draft.recipient,
      subject: draft.subject ?? null,
      text: draft.text,
      state: 'claimed',
      claimed_until: leaseEnd(sql, lease.ms),
      attempts: 1,
      created_at: lease.now,
      updated_at: lease.now,
    })
    .onConflict(['order_id', 'kind', 'channel', 'occurrence'])
    .ignore()
    .returning('*');
  return row;
};

const lockExisting = async (sql: Knex, draft: Draft): Promise<MessageRow & { lease_left_ms: number | null }> => {
  const row = await sql('messages')
    .where({ order_id: draft.orderId, kind: draft.kind, channel: draft.channel, occurrence: draft.occurrence })
    .forUpdate()
    .first<(MessageRow & { lease_left_ms: number | null }) | undefined>(
      'messages.*',
      sql.raw('(extract(epoch FROM claimed_until - clock_timestamp()) * 1000)::float8 AS lease_left_ms'),
    );
  if (row === undefined) throw new Error('a message that was there a moment ago is gone');
  return row;
};

const reclaim = async (sql: Knex, id: string, draft: Draft, lease: Lease): Promise<MessageRow> => {
  const [row] = await sql<MessageRow>('messages')
    .where({ id })
    .update({
      state: 'claimed',
      attempts: sql.raw('attempts + 1'),
      claimed_until: leaseEnd(sql, lease.ms),
      recipient: draft.recipient,
      subject: draft.subject ?? null,
      text: draft.text,
      updated_at: lease.now,
    })
    .returning('*');
  if (row === undefined) throw new Error('a locked message is gone');
  return row;
};

const yours = (draft: Draft, lease: Lease, row: MessageRow, askFirst: boolean): Claimed => ({
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
