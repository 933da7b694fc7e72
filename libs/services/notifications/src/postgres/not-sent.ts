import type { Database } from '@pizzeria/postgres';
import { decideClaim, decideWithdrawal } from '../domain/message';
import type { Messages } from '../use-cases/messages';
import { insertMessage, words } from './claims';
import { claimable, claimedIn, existing, keyOf, lockExisting, type MessageRow, thing } from './message-row';

/** Messages that are not to be sent after all, and what takes their place. */
export const notSent = (database: Database): Pick<Messages, 'withhold' | 'withdraw' | 'saidLater' | 'insteadOf'> => ({
  async withhold(draft, made) {
    const { sql } = database;
    const inserted = await insertMessage(sql, draft, { ...made, state: 'withheld' });
    if (inserted) return claimedIn(inserted);
    const found = await lockExisting(sql, draft);
    // In doubt it may have been sent: then nothing takes its place.
    if (decideClaim(claimable(found, draft.asked)).decide !== 'send') return undefined;
    const [row] = await sql('messages')
      .where({ id: found.id })
      .update({ ...words(draft), state: 'withheld', attempts: sql.raw('attempts + 1'), updated_at: made.now })
      .returning<MessageRow[]>('*');
    return row && claimedIn(row);
  },

  async withdraw({ recipient, ...key }, made) {
    const { sql } = database;
    const inserted = await insertMessage(sql, { ...key, recipient, text: '' }, { ...made, state: 'withdrawn' });
    if (inserted) return { decide: 'withdraw' };
    const found = await lockExisting(sql, key);
    const decision = decideWithdrawal(existing(found));
    const state =
      decision.decide === 'withdraw' ? 'withdrawn' : decision.decide === 'correct' ? decision.state : found.state;
    if (state !== found.state)
      await sql('messages').where({ id: found.id }).update({ state, claimed_until: null, updated_at: made.now });
    return decision;
  },

  async saidLater({ occurrence, ...key }) {
    const { about, kind } = key;
    const row = await database
      .sql('messages')
      .where({ ...thing({ about }), kind })
      .where('occurrence', '>', occurrence)
      .whereNot('state', 'withdrawn')
      .first('id');
    return row !== undefined;
  },

  async insteadOf(messageId) {
    const row = await database.sql<MessageRow>('messages').where({ id: messageId, channel: 'sms' }).first();
    if (!row?.instead) return undefined;
    const asked = { by: row.asked_by ?? row.id, at: (row.asked_at ?? row.created_at).toISOString() };
    return { ...keyOf(row), channel: 'email', asked, ...row.instead };
  },
});
