import { newPassword, services, userNames } from '@pizzeria/broker-definitions';
import { z } from 'zod';

/** The role of the database server that may make others. */
export const databaseAdmin = 'postgres';

/** Reads the database server's statistics, and no table. */
export const metricsRole = 'metrics';

/** Everyone who logs in to the database server. */
export const roleNames: readonly string[] = [databaseAdmin, ...services.map(({ name }) => name), metricsRole];

const passwords = z.object({
  broker: z.record(z.string(), z.string()),
  database: z.record(z.string(), z.string()),
  /** Of the database's administrator before the last rotation: a server that knows no better still has it. */
  databaseAdminBefore: z.string().optional(),
});

/** Every password there is, by who logs in with it. */
export type Passwords = z.infer<typeof passwords>;

/** The passwords in this text, and new ones for whoever has none; all of them new when they are to be rotated. */
export const completed = (text: string | undefined, { rotate = false } = {}): Passwords => {
  const old = text === undefined ? undefined : parsed(text);
  const kept = rotate ? undefined : old;
  const before = rotate ? old?.database[databaseAdmin] : old?.databaseAdminBefore;
  return {
    broker: everyones(userNames, kept?.broker),
    database: everyones(roleNames, kept?.database),
    ...(before === undefined ? {} : { databaseAdminBefore: before }),
  };
};

const everyones = (names: readonly string[], kept: Readonly<Record<string, string>> = {}) =>
  Object.fromEntries(names.map((name) => [name, kept[name] ?? newPassword()]));

const parsed = (text: string): Passwords => {
  try {
    return passwords.parse(JSON.parse(text));
  } catch {
    // The parser's own message would quote the file.
    throw new Error('passwords.json holds something else than passwords: remove it to have all made anew.');
  }
};
