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
  /** Of the database's administrator in earlier times, the latest first: a server that knows no better has one of them. */
  databaseAdminBefore: z.array(z.string()).default([]),
});

/** Every password there is, by who logs in with it. */
export type Passwords = z.infer<typeof passwords>;

/** What is found where passwords are kept. */
export interface Found {
  /** What passwords.json holds, when it is there. */
  readonly text: string | undefined;
  /** Every password that the other files say the database's administrator has or had, the latest first. */
  readonly admins: readonly string[];
}

/**
 * The passwords found, and new ones for whoever has none; all of them new when they are to be rotated. None that the
 * database's administrator ever had is forgotten: only a server that was told of a new one stops asking for the old.
 */
export const completed = ({ text, admins }: Found, { rotate = false } = {}): Passwords => {
  const old = text === undefined ? undefined : parsed(text);
  const kept = rotate ? undefined : old;
  const database = everyones(roleNames, kept?.database);
  const known = [old?.database[databaseAdmin] ?? [], old?.databaseAdminBefore ?? [], admins].flat();
  return {
    broker: everyones(userNames, kept?.broker),
    database,
    databaseAdminBefore: [...new Set(known)].filter((one) => one !== database[databaseAdmin]),
  };
};

/** Whose passwords are not those of this text, in words. */
export const madeAnew = ({ broker, database }: Passwords, text: string | undefined): readonly string[] => {
  const old = text === undefined ? undefined : parsed(text);
  const of = (now: Readonly<Record<string, string>>, before: Readonly<Record<string, string>> = {}) =>
    Object.keys(now).filter((name) => now[name] !== before[name]);
  return [
    ...of(broker, old?.broker).map((name) => `the broker's password of ${name}`),
    ...of(database, old?.database).map((name) => `the database's password of ${name}`),
  ];
};

const everyones = (names: readonly string[], kept: Readonly<Record<string, string>> = {}) =>
  Object.fromEntries(names.map((name) => [name, kept[name] ?? newPassword()]));

const parsed = (text: string): Passwords => {
  try {
    return passwords.parse(JSON.parse(text));
  } catch {
    // The parser's own message would quote the file.
    throw new Error(
      'passwords.json holds something else than passwords: remove it, and no other file, to have all made anew.',
    );
  }
};
