import type { Database } from '@pizzeria/postgres';
import { isNews } from '../domain/provider-status';
import type { Messages } from '../use-cases/messages';
import { claimedIn, knownAsSent, locked } from './message-row';

/** What providers say of messages after they took them. */
export const reports = (database: Database): Pick<Messages, 'report'> => ({
  async report(messageId, { provider, providerId, status, code }, now) {
    const { sql } = database;
    const found = await locked(sql, { id: messageId });
    if (!found || !isNews(status, found.provider_status ?? undefined)) return undefined;
    if (found.provider_id !== null && found.provider_id !== providerId) return undefined;
    // It reports on what it took: so it was sent. While a process has it in hand, that one notes how it ends.
    const clearedUp = found.state === 'uncertain' || found.state === 'waiting';
    await sql('messages')
      .where({ id: messageId })
      .update({
        provider,
        provider_id: providerId,
        provider_status: status,
        provider_code: code ?? null,
        updated_at: now,
        ...(clearedUp ? knownAsSent(now) : {}),
      });
    return { ...claimedIn(found), clearedUp };
  },
});
