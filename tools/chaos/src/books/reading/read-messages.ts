import type { Providers, TakenSms } from '../../world/providers';
import type { MessageEntry } from '../ledgers';
import { inMs, type Databases } from './ask';

type MessageRow = MessageEntry & {
  readonly recipient: string;
  readonly text: string;
  readonly providerId: string | null;
};

/** All messages, and the ids of those that providers took. */
export const readMessages = async ({ of }: Databases, { sms, emails }: Pick<Providers, 'sms' | 'emails'>) => {
  const messages = await of<MessageRow>(
    'notifications',
    `SELECT id, coalesce(about, 'order/' || order_id) AS about, kind, channel, occurrence::integer AS occurrence, state,
            recipient, text, provider_id AS "providerId",
            ${inMs('created_at')} AS "fromMs", ${inMs('updated_at')} AS "toMs" FROM messages ORDER BY id`,
  );
  return { messages, taken: [...emails, ...idsOf(sms, messages)] };
};

/**
 * The message of each SMS: by the provider's id where it is known. Else, what was written to this recipient in these
 * words and has none; and if there is nothing more of that, what has one: then it was sent twice.
 */
export const idsOf = (
  taken: readonly TakenSms[],
  messages: readonly Pick<MessageRow, 'id' | 'recipient' | 'text' | 'providerId' | 'state'>[],
): readonly string[] => {
  const known = new Map(messages.flatMap(({ id, providerId }) => (providerId === null ? [] : [[providerId, id]])));
  const left = messages.filter(({ providerId }) => providerId === null);
  return taken.map(({ id, to, text }) => {
    const mine = known.get(id);
    if (mine !== undefined) return mine;
    const same = (one: (typeof messages)[number]) => one.recipient === to && one.text === text;
    const at = left.findIndex(same);
    const found = at < 0 ? messages.find(same) : left.splice(at, 1)[0];
    return found?.id ?? `${to}: ${text}`;
  });
};
