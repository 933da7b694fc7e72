import type { Database } from '@pizzeria/postgres';
import type { ShopState } from '../domain/promise';
import type { ShopSettings } from '../domain/shop-settings';
import type { ShopStates } from '../use-cases/ports';

interface SettingsRow {
  readonly paused_until: Date | null;
  readonly extra_minutes: number;
  readonly extra_minutes_until: Date | null;
}

interface StateRow extends SettingsRow {
  readonly seconds: number | null;
  readonly said_at: Date | null;
  readonly pizza_seconds: number | null;
}

/** The shop's state in PostgreSQL: one row of settings, and one of the kitchen's wait once it has said any. */
export const postgresShop = (database: Database): ShopStates => {
  const read = async (): Promise<ShopState> => {
    const { rows } = await database.sql.raw<{ rows: StateRow[] }>(
      `SELECT paused_until, extra_minutes, extra_minutes_until, seconds, said_at, pizza_seconds
       FROM shop_settings LEFT JOIN kitchen_wait USING (id)`,
    );
    return stateOf(onlyRow(rows));
  };

  return {
    read,

    update: (decide) =>
      database.transaction(async () => {
        const rows: SettingsRow[] = await database.sql<SettingsRow>('shop_settings').forUpdate();
        const { pausedUntil, extraMinutes, extraMinutesUntil } = decide(settingsOf(onlyRow(rows)));
        await database.sql('shop_settings').update({
          paused_until: pausedUntil ?? null,
          extra_minutes: extraMinutes,
          extra_minutes_until: extraMinutesUntil ?? null,
        });
        return read();
      }),

    async hear({ seconds, saidAt, pizzaSeconds }, sequence) {
      await database.sql.raw(
        `INSERT INTO kitchen_wait (seconds, said_at, pizza_seconds, sequence) VALUES (?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET seconds = excluded.seconds, said_at = excluded.said_at, sequence = excluded.sequence,
           pizza_seconds = coalesce(excluded.pizza_seconds, kitchen_wait.pizza_seconds)
         WHERE kitchen_wait.sequence < excluded.sequence`,
        [seconds, saidAt, pizzaSeconds ?? null, sequence],
      );
    },
  };
};

const onlyRow = <Row>([row]: readonly Row[]): Row => {
  if (row === undefined) throw new Error('shop_settings has lost its only row: insert one with its default values.');
  return row;
};

const stateOf = ({ seconds, said_at, pizza_seconds, ...row }: StateRow): ShopState => ({
  settings: settingsOf(row),
  ...(seconds !== null && said_at !== null
    ? { kitchen: { seconds, saidAt: said_at, pizzaSeconds: pizza_seconds ?? undefined } }
    : {}),
});

const settingsOf = ({ paused_until, extra_minutes, extra_minutes_until }: SettingsRow): ShopSettings => ({
  ...(paused_until ? { pausedUntil: paused_until } : {}),
  extraMinutes: extra_minutes,
  ...(extra_minutes_until ? { extraMinutesUntil: extra_minutes_until } : {}),
});
