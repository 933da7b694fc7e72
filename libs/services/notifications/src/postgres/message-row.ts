import type { Channel } from '@pizzeria/contracts';
import type { Kind, MessageState } from '../domain/message';
import type { ListedMessage } from '../use-cases/ports';

/** A row of `messages`. */
export interface MessageRow {
  readonly id: string;
  readonly order_id: string;
  readonly kind: Kind;
  readonly channel: Channel;
  /** `bigint`, which the driver gives as text. */
  readonly occurrence: string | number;
  readonly recipient: string;
  readonly subject: string | null;
  readonly text: string;
  readonly state: MessageState;
  readonly in_doubt: boolean;
  readonly claimed_until: Date | null;
  readonly attempts: number;
  readonly provider: string | null;
  readonly provider_id: string | null;
  readonly last_error: string | null;
  readonly created_at: Date;
  readonly updated_at: Date;
  readonly sent_at: Date | null;
}

export const toListed = (row: MessageRow): ListedMessage => ({
  id: row.id,
  orderId: row.order_id,
  kind: row.kind,
  channel: row.channel,
  occurrence: Number(row.occurrence),
  recipient: row.recipient,
  subject: row.subject ?? undefined,
  text: row.text,
  state: row.state,
  provider: row.provider ?? undefined,
  providerId: row.provider_id ?? undefined,
  attempts: row.attempts,
  lastError: row.last_error ?? undefined,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  sentAt: row.sent_at ?? undefined,
});
