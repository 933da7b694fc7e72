import type { Setting, Settings, SettingsOf } from './settings';

/** The texts that settings are read from: `process.env`, given by an app. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The configuration is missing something or holds something wrong. The message is for the operator: print it whole. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  constructor(readonly problems: readonly string[]) {
    super(`The configuration cannot be used:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
  }
}

/**
 * Reads every setting of a table. An empty text counts as not set.
 * Throws one `ConfigError` that names everything missing, wrong or half set; secret values are never in it.
 */
export const readConfig = <Table extends Settings>(settings: Table, environment: Environment): SettingsOf<Table> => {
  const values: Record<string, unknown> = {};
  const problems: string[] = [];
  for (const [name, setting] of Object.entries(settings)) {
    const text = textIn(environment, name);
    const read = setting.schema.safeParse(text);
    if (read.success) values[name] = read.data;
    else problems.push(problemOf(name, setting, text, read.error.issues[0]?.message));
  }
  problems.push(...halfSet(settings, environment));
  if (problems.length > 0) throw new ConfigError(problems);
  return values as SettingsOf<Table>;
};

const textIn = (environment: Environment, name: string): string | undefined =>
  environment[name] === '' ? undefined : environment[name];

/** What is wrong with settings that make sense only together. */
const halfSet = (settings: Settings, environment: Environment): readonly string[] => {
  const groups = new Map<string, string[]>();
  for (const [name, { allOrNone }] of Object.entries(settings))
    if (allOrNone !== undefined) groups.set(allOrNone, [...(groups.get(allOrNone) ?? []), name]);
  return [...groups].flatMap(([whatForNone, names]) => {
    const missing = names.filter((name) => textIn(environment, name) === undefined);
    if (missing.length === 0 || missing.length === names.length) return [];
    const present = names.filter((name) => !missing.includes(name));
    const half = `${present.join(' and ')} set, but ${missing.join(' and ')} not`;
    return [`${half}. Set all of ${names.join(', ')}, or none ${whatForNone}`];
  });
};

const problemOf = (name: string, setting: Setting, text: string | undefined, message = 'is not valid'): string => {
  const purpose = `${name}: ${setting.description}`;
  if (text === undefined) return `${name} is not set. Set ${purpose}`;
  const value = setting.secret ? 'its value (secret, not shown)' : `"${text}"`;
  return `${name}: ${value} cannot be used: ${setting.secret ? withoutValue(message, text) : message}. Set ${purpose}`;
};

const withoutValue = (message: string, text: string): string => message.split(text).join('…');

/** One setting as documentation shows it. */
export interface SettingDescription {
  readonly name: string;
  readonly description: string;
  readonly required: boolean;
  /** The value used when it is not set, as text; undefined where there is none. */
  readonly default?: string;
  readonly secret: boolean;
}

/** What an operator can set, in the table's order. */
export const describeSettings = (settings: Settings): readonly SettingDescription[] =>
  Object.entries(settings).map(([name, { description, schema, secret = false }]) => {
    const unset = schema.safeParse(undefined);
    const fallback = unset.success && unset.data !== undefined ? textOf(unset.data) : undefined;
    return { name, description, required: !unset.success, default: fallback, secret };
  });

const textOf = (value: unknown): string | undefined => {
  if (Array.isArray(value)) return value.join(',');
  // Settings of many parts have no text but the one they are set by.
  return typeof value === 'object' ? undefined : String(value);
};
