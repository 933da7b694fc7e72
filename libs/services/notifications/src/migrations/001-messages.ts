import type { Migration } from '@pizzeria/postgres';

/** The message list: at most one row, and so one message, per order, kind, channel and occurrence. */
export const messages: Migration = {
  name: '001-messages',
  async up(sql) {
    await sql.raw(`
      CREATE TABLE messages (
        id            uuid PRIMARY KEY,
        order_id      uuid NOT NULL,
        kind          text NOT NULL,
        channel       text NOT NULL CHECK (channel IN ('sms', 'email')),
        occurrence    bigint NOT NULL,
        recipient     text NOT NULL,
        subject       text,
        text          text NOT NULL,
        state         text NOT NULL
                      CHECK (state IN ('claimed', 'waiting', 'sent', 'recorded', 'failed', 'uncertain')),
        in_doubt      boolean NOT NULL DEFAULT false,
        claimed_until timestamptz,
        attempts      integer NOT NULL,
        provider      text,
        provider_id   text,
        last_error    text,
        created_at    timestamptz NOT NULL,
        updated_at    timestamptz NOT NULL,
        sent_at       timestamptz,
        UNIQUE (order_id, kind, channel, occurrence),
        CHECK (state <> 'claimed' OR claimed_until IS NOT NULL)
      );
      COMMENT ON COLUMN messages.recipient IS 'personal: phone number or e-mail address';
      COMMENT ON COLUMN messages.text IS 'personal: may name the customer';
      COMMENT ON COLUMN messages.last_error IS 'a code, never the words of a provider, which quote the recipient';
      CREATE INDEX messages_of_order ON messages (order_id, id DESC);
    `);
  },
};
