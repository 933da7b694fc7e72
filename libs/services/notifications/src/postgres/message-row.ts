import type { Channel } from '@pizzeria/contracts';
import type { Knex } from 'knex';
import {
  type Addressed,
  type Asking,
  type Claimable,
  type Existing,
  type Kind,
  type MessageKey,
  type MessageState,
  orderOf,
} from '../domain/message';
import type { ProviderStatus } from '../domain/provider-status';
import type { Claimed, ListedMessage } from '../use-cases/messages';

/** A row of `messages`. */
export interface MessageRow {
  readonly id: string;
  /** Of what is about an order; else `about`. */
  readonly order_id: string | null;
  readonly about: string | null;
  readonly kind: Kind;
  readonly channel: Channel;
  /** `bigint`, which the driver gives as text. */
  readonly occurrence: string | number;
  readonly recipient: string;
  readonly subject: string | null;
  readonly text: string;
  readonly instead: Addressed | null;
  /** Both absent of what was written before, and of what was withdrawn before anybody asked for it. */
  readonly asked_by: string | null;
  readonly asked_at: Date | null;
  readonly state: MessageState;
  readonly in_doubt: boolean;
  readonly claimed_until: Date | null;
  readonly attempts: number;
  readonly provider: string | null;
  readonly provider_id: string | null;
  readonly provider_status: ProviderStatus | null;
  readonly provider_code: string | null;
  readonly last_error: string | null;
  readonly created_at: Date;
  readonly updated_at: Date;
  readonly sent_at: Date | null;
}

const aboutOf = (row: MessageRow): string => row.about ?? `order/${row.order_id ?? ''}`;

/** The columns by which a thing is found. */
export const thing = ({ about }: Pick<MessageKey, 'about'>) => {
  const order = orderOf({ about });
  return order === undefined ? { order_id: null, about } : { order_id: order, about: null };
};

/** The columns of a message's key. */
export const columnsOf = ({ about, kind, channel, occurrence }: MessageKey) => ({
  ...thing({ about }),
  kind,
  channel,
  occurrence,
});

/** A row that its transaction has locked, with how long its holder may still be sending. */
export type LockedRow = MessageRow & { readonly lease_left_ms: number | null };

/** Locks the rows that fit. */
export const locked = (sql: Knex, where: object): Promise<LockedRow | undefined> =>
  sql('messages')
    .where(where)
    .forUpdate()
    .first<LockedRow | undefined>(
      'messages.*',
      sql.raw('(extract(epoch FROM claimed_until - clock_timestamp()) * 1000)::float8 AS lease_left_ms'),
    );

/** What there is when a message could not be inserted. */
export const lockExisting = async (sql: Knex, key: MessageKey): Promise<LockedRow> => {
  const row = await locked(sql, columnsOf(key));
  if (row === undefined) throw new Error('a message that was there a moment ago is gone');
  return row;
};

/** As the domain decides by it, when this event asks. */
export const claimable = (row: LockedRow, { by }: Asking): Claimable => ({
  ...existing(row),
  sameAsking: row.asked_by === null || row.asked_by === by,
  reported: row.provider_id !== null,
});

/** The columns of a message that turns out to have been sent. */
export const knownAsSent = (now: Date) => ({
  state: 'sent' as const,
  claimed_until: null,
  in_doubt: false,
  last_error: null,
  sent_at: now,
  updated_at: now,
});

/** As the domain decides by it. */
export const existing = ({ state, lease_left_ms, in_doubt }: LockedRow): Existing => ({
  state,
  leaseLeftMs: Math.ceil(lease_left_ms ?? 0),
  inDoubt: in_doubt,
});

export const keyOf = (row: MessageRow): MessageKey => ({
  about: aboutOf(row),
  kind: row.kind,
  channel: row.channel,
  occurrence: Number(row.occurrence),
});

export const claimedIn = (row: MessageRow): Claimed => ({ ...keyOf(row), messageId: row.id, attempt: row.attempts });

export const toListed = (row: MessageRow): ListedMessage => ({
  id: row.id,
  ...keyOf(row),
  recipient: row.recipient,
  subject: row.subject ?? undefined,
  text: row.text,
  state: row.state,
  provider: row.provider ?? undefined,
  providerId: row.provider_id ?? undefined,
  providerStatus: row.provider_status ?? undefined,
  providerCode: row.provider_code ?? undefined,
  attempts: row.attempts,
  lastError: row.last_error ?? undefined,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  sentAt: row.sent_at ?? undefined,
});
