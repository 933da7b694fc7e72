import type { z } from 'zod';

/** One setting: an environment variable, what it means, and how its text is read. */
export interface Setting<Schema extends z.ZodType = z.ZodType> {
  /** For the operator: what it does, its unit, an example. */
  readonly description: string;
  /** Reads the text (or undefined when it is not set); a default lives here: `z.coerce.number().default(8080)`. */
  readonly schema: Schema;
  /** Never printed, not even when wrong. */
  readonly secret?: boolean;
  /**
   * Settings with the same words here are set all or none; the words say what for none of them is set, for example
   * `to keep SMS in the message list`.
   */
  readonly allOrNone?: string;
}

/** Settings by the name of their environment variable. */
export type Settings = Readonly<Record<string, Setting>>;

export type SettingsOf<Table extends Settings> = { readonly [Name in keyof Table]: z.infer<Table[Name]['schema']> };
