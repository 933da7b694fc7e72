import { parseArgs } from 'node:util';
import { faultKinds, type FaultKind } from './schedule/fault';

/** What a run is told on its command line. */
export interface Options {
  readonly minutes: number;
  readonly seed: number;
  /** Orders a minute. */
  readonly rate: number;
  readonly faults?: readonly FaultKind[];
  readonly keep: boolean;
}

/** The command line cannot be used; the message says what is wrong with it. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Orders a minute when nothing else is said. */
export const usualRate = 40;

export const usage = `npm run chaos -- [options]
  --minutes N          how long orders come in and things break (10)
  --seed S             the same seed gives the same orders and the same faults at the same times (1)
  --rate PER_MINUTE    orders a minute (${usualRate})
  --faults LIST        these, once each in this order, instead of all by chance:
                       ${faultKinds.slice(0, 6).join(', ')},
                       ${faultKinds.slice(6).join(', ')}
  --keep               leaves data and logs in place although all was well`;

/** Reads the arguments after the script's name. `help` asks for the usage only. Throws `UsageError`. */
export const readArgs = (args: readonly string[]): Options | 'help' => {
  const given = parsed(args);
  if (given.help) return 'help';
  return {
    minutes: number('--minutes', given.minutes, 0.25, 1_440),
    seed: whole('--seed', given.seed, 2 ** 31 - 1),
    rate: number('--rate', given.rate, 1, 6_000),
    faults: given.faults === undefined ? undefined : kindsIn(given.faults),
    keep: given.keep === true,
  };
};

const parsed = (args: readonly string[]) => {
  try {
    return parseArgs({
      args: [...args],
      options: {
        minutes: { type: 'string', default: '10' },
        seed: { type: 'string', default: '1' },
        rate: { type: 'string', default: String(usualRate) },
        faults: { type: 'string' },
        keep: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message.split('. ')[0] : String(error));
  }
};

const number = (name: string, text: string, least: number, most: number): number => {
  const value = text.trim() === '' ? NaN : Number(text);
  if (!(value >= least && value <= most))
    throw new UsageError(`${name} takes a number from ${least} to ${most}, not "${text}"`);
  return value;
};

const whole = (name: string, text: string, most: number): number => {
  const value = number(name, text, 0, most);
  if (!Number.isInteger(value)) throw new UsageError(`${name} takes a whole number, not "${text}"`);
  return value;
};

const kindsIn = (list: string): readonly FaultKind[] =>
  list.split(',').map((text) => {
    const kind = faultKinds.find((known) => known === text.trim());
    if (kind === undefined) throw new UsageError(`--faults knows ${faultKinds.join(', ')}, but not "${text}"`);
    return kind;
  });
