import { parseArgs } from 'node:util';
import { z } from 'zod';
import { type Addresses, addressesOf, UnknownService } from './http/addresses';

/** What a simulation is told on its command line. */
export interface Options {
  readonly addresses: Addresses;
  /** Orders that are to be delivered. */
  readonly orders: number;
  /** Customers who order and change their mind, on top of them, in percent of `orders`. */
  readonly cancelPercent: number;
  /** Orders that no cook touches, on top of all of them. */
  readonly unattended: number;
  /** Orders a minute. */
  readonly rate: number;
  readonly seed: number;
  /** How many times faster than life people cook, ride and walk. */
  readonly speed: number;
  /** Where the record of what was sent and answered is kept; undefined: a new file in the data folder. */
  readonly recordFile?: string;
  readonly tokensFile?: string;
  /** A private key (JWK) that the staff's tokens are signed with. */
  readonly keyFile?: string;
  /** Longest time of the whole simulation, s. */
  readonly limitSeconds: number;
}

/** The command line cannot be used; the message says what is wrong with it. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const usage = `npm run simulate -- [options]
  --url URL            where the pizzeria is (http://localhost:8080); "services": ports 3001 to 3005 of this machine
  --services LIST      addresses of single services: orders=http://host:3001,kitchen=http://host:3002;
                       a service named twice has two processes
  --orders N           orders to be delivered (200)
  --cancel PERCENT     customers on top of them who change their mind (5)
  --unattended N       orders on top of all that no cook touches, until the shop gives them up (0); it does so after the
                       last of the pizzeria's KITCHEN_UNATTENDED_MINUTES, which no address tells: 40 minutes by default,
                       counted from when an order should have been started. Give that pizzeria small ones first
  --rate PER_MINUTE    orders a minute (120)
  --seed S             the same seed gives the same orders (1)
  --speed X            how many times faster than life people work (60)
  --record FILE        where the record of what was sent is kept
  --tokens FILE        JSON with a token each for kitchen, courier, manager
  --key FILE           the key that the staff's tokens are signed with: deploy/secrets/staff-key.json for containers
  --limit SECONDS      longest time of it all (five minutes more than placing takes)`;

const options = {
  url: { type: 'string', default: 'http://localhost:8080' },
  services: { type: 'string' },
  orders: { type: 'string', default: '200' },
  cancel: { type: 'string', default: '5' },
  unattended: { type: 'string', default: '0' },
  rate: { type: 'string', default: '120' },
  seed: { type: 'string', default: '1' },
  speed: { type: 'string', default: '60' },
  record: { type: 'string' },
  tokens: { type: 'string' },
  key: { type: 'string' },
  limit: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Reads the arguments after the script's name. `help` asks for the usage only. Throws `UsageError`. */
export const readArgs = (args: readonly string[]): Options | 'help' => {
  const given = parsed(args);
  if (given.help) return 'help';
  const orders = wholeNumber('--orders', given.orders, 1, 100_000);
  const rate = number('--rate', given.rate, 1, 60_000);
  return {
    addresses: addresses(given.url, given.services),
    orders,
    cancelPercent: number('--cancel', given.cancel, 0, 100),
    unattended: wholeNumber('--unattended', given.unattended, 0, 1_000),
    rate,
    seed: wholeNumber('--seed', given.seed, 0, 2 ** 31 - 1),
    speed: number('--speed', given.speed, 0.1, 10_000),
    recordFile: given.record,
    tokensFile: given.tokens,
    keyFile: given.key,
    limitSeconds:
      given.limit === undefined ? Math.ceil((orders / rate) * 60) + 300 : number('--limit', given.limit, 1, 864_000),
  };
};

const parsed = (args: readonly string[]) => {
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw new UsageError((error as Error).message.split('. ')[0]);
  }
};

const addresses = (url: string, services: string | undefined): Addresses => {
  try {
    return addressesOf(url, services);
  } catch (error) {
    if (error instanceof UnknownService) throw new UsageError(error.message);
    throw error;
  }
};

const number = (name: string, text: string, min: number, max: number): number => {
  const read = z.coerce
    .number()
    .min(min)
    .max(max)
    .safeParse(text.trim() === '' ? 'nothing' : text);
  if (!read.success) throw new UsageError(`${name} takes a number from ${min} to ${max}, not "${text}"`);
  return read.data;
};

const wholeNumber = (name: string, text: string, min: number, max: number): number => {
  const value = number(name, text, min, max);
  if (!Number.isInteger(value)) throw new UsageError(`${name} takes a whole number, not "${text}"`);
  return value;
};
