import { parse } from 'yaml';

/** One service of a compose file, as far as rules look at it. */
export interface ComposeService {
  readonly image?: string;
  readonly build?: unknown;
  readonly profiles?: readonly string[];
  readonly user?: string;
  readonly privileged?: boolean;
  readonly network_mode?: string;
  readonly pid?: string;
  readonly cap_add?: readonly string[];
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly read_only?: boolean;
  readonly tmpfs?: readonly string[];
  readonly mem_limit?: string;
  readonly restart?: string;
  readonly stop_grace_period?: string;
  readonly logging?: { readonly driver?: string; readonly options?: Readonly<Record<string, string>> };
  readonly healthcheck?: { readonly test?: readonly string[]; readonly disable?: boolean };
  readonly environment?: Readonly<Record<string, string | number>>;
  readonly env_file?: readonly string[];
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly networks?: Readonly<Record<string, { readonly aliases?: readonly string[] }>>;
  readonly secrets?: readonly { readonly source: string; readonly target: string }[];
  /** Why it has no health check. */
  readonly 'x-no-healthcheck'?: string;
}

/** A compose file, read: anchors and merges resolved, variables replaced by what the env file says. */
export interface ComposeSubject {
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly secrets: Readonly<Record<string, { readonly file?: string }>>;
  /** The file as it is written. */
  readonly text: string;
}

export type EnvFile = Readonly<Record<string, string>>;

export const readEnvFile = (text: string): EnvFile =>
  Object.fromEntries(
    text
      .split('\n')
      .filter((line) => /^\w+=/.test(line))
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );

/** Throws when the file names a variable that has neither a value nor a default. */
export const readCompose = (text: string, env: EnvFile): ComposeSubject => {
  const filled = text.replace(/\$\{(\w+)(?::-([^}]*))?\}/g, (_, name: string, otherwise: string | undefined) => {
    const value = env[name] ?? otherwise;
    if (value === undefined) throw new Error(`The compose file names ${name}, which the env file does not hold.`);
    return value;
  });
  const { services, secrets = {} } = parse(filled, { merge: true }) as ComposeSubject;
  return { services, secrets, text };
};

/** Bytes of `256m`, `1g`. */
export const bytesOf = (size: string): number => {
  const [, number = '', unit = ''] = /^([\d.]+)\s*([kmg]?)i?b?$/i.exec(size) ?? [];
  const factors: Readonly<Record<string, number>> = { k: 1024, m: 1024 ** 2, g: 1024 ** 3 };
  return Number(number) * (factors[unit.toLowerCase()] ?? 1);
};

/** Seconds of `60s`, `2m`, `1m30s`. */
export const secondsOf = (duration: string): number => {
  const [, minutes = 0, seconds = 0] = /^(?:(\d+)m)?(?:(\d+)s)?$/.exec(duration) ?? [];
  return Number(minutes) * 60 + Number(seconds);
};

/** Runs to an end, and is not started again when it got there. */
export const isOneShot = ({ restart }: ComposeService): boolean =>
  restart === 'no' || /^on-failure/.test(restart ?? '');
