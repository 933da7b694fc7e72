import type { Migration } from '@pizzeria/postgres';

/**
 * Messages about other things than orders, news that was taken back, numbers that want no SMS, and what the provider
 * says of a message later. Rows of before are as they were: about an order. A process of before that meets a message
 * in one of the new states fails at it and tries again, until a new one has it.
 */
export const everyMessage: Migration = {
  name: '002-every-message',
  async up(sql) {
    await sql.raw(`
      ALTER TABLE messages
        ALTER COLUMN order_id DROP NOT NULL,
        ADD COLUMN about text,
        ADD COLUMN instead jsonb,
        ADD COLUMN asked_by uuid,
        ADD COLUMN asked_at timestamptz,
        ADD COLUMN provider_status text
            CHECK (provider_status IN ('queued', 'sending', 'sent', 'delivered', 'undelivered', 'failed')),
        ADD COLUMN provider_code text,
        ADD CONSTRAINT messages_about_something CHECK (num_nonnulls(order_id, about) = 1),
        DROP CONSTRAINT messages_state_check,
        ADD CONSTRAINT messages_state_check CHECK (state IN
            ('claimed', 'waiting', 'sent', 'recorded', 'failed', 'uncertain', 'withdrawn', 'withheld'));
      COMMENT ON COLUMN messages.about IS 'subject of what is no order, such as ingredient/mozzarella';
      COMMENT ON COLUMN messages.asked_by IS 'the event that asked for it last; none of what was withdrawn before';
      COMMENT ON COLUMN messages.instead IS 'personal: the e-mail that is due when this SMS is given up';
      CREATE UNIQUE INDEX messages_about ON messages (about, kind, channel, occurrence) WHERE about IS NOT NULL;
      CREATE INDEX messages_in_state ON messages (state, id DESC);

      CREATE TABLE phones (
        phone      text PRIMARY KEY,
        wants_sms  boolean NOT NULL,
        changed_at timestamptz NOT NULL
      );
      COMMENT ON TABLE phones IS 'what a number that texted STOP or START wants since';
      COMMENT ON COLUMN phones.phone IS 'personal';
    `);
  },
};
