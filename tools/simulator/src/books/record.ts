import { appendFileSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';

const entry = z.discriminatedUnion('what', [
  z.object({ what: z.literal('run'), run: z.string(), at: z.string(), seed: z.int(), asked: z.int() }),
  /** Written before the order is sent for the first time. */
  z.object({
    what: z.literal('sending'),
    run: z.string(),
    key: z.string(),
    mark: z.string(),
    channels: z.array(z.enum(['sms', 'email'])),
    /** Of an order for later. */
    requestedFor: z.string().optional(),
  }),
  z.object({ what: z.literal('placed'), run: z.string(), key: z.string(), id: z.string(), number: z.int() }),
  z.object({ what: z.literal('refused'), run: z.string(), key: z.string(), status: z.int(), code: z.string() }),
  /** The shop took so much for an order, minor units: by its id, which is all that a courier knows of it. */
  z.object({ what: z.literal('paid'), run: z.string(), id: z.string(), amount: z.int() }),
  /** So much was given back of what a delivered order cost, minor units. */
  z.object({ what: z.literal('made-amends'), run: z.string(), key: z.string(), amount: z.int() }),
]);
export type Entry = z.infer<typeof entry>;
type Unsigned<E> = E extends unknown ? Omit<E, 'run'> : never;

export type Channel = 'sms' | 'email';

/** One order as the record tells it. Who was refused and then ordered something else has two, of one mark. */
export interface RecordedOrder {
  readonly key: string;
  /** What the customer is called in this order alone: by it, orders that were never answered are recognised. */
  readonly mark: string;
  readonly channels: readonly Channel[];
  /** Of an order for later. */
  readonly requestedFor?: string;
  /** The 201 it was answered; undefined: no answer came. */
  readonly placed?: { readonly id: string; readonly number: number };
  readonly refused?: { readonly status: number; readonly code: string };
  /** What the shop said it took for it, minor units; undefined: it said nothing. */
  readonly paid?: number;
  /** What was given back of what it cost although it was delivered, minor units. */
  readonly amends?: number;
}

/** The simulator's own account of what it sent and was answered, on disk, append-only. */
export interface RunRecord {
  readonly file: string;
  add(entry: Unsigned<Entry>): void;
  /** Reads back from disk what this run wrote. */
  orders(): readonly RecordedOrder[];
}

/** Opens (or goes on with) a file; entries of other runs in it are left alone. */
export const openRecord = (file: string, run: string): RunRecord => {
  mkdirSync(dirname(file), { recursive: true });
  return {
    file,
    add: (added) => appendFileSync(file, `${JSON.stringify({ run, ...added })}\n`),
    orders: () => ordersOf(readFileSync(file, 'utf8'), run),
  };
};

/** The orders of one run, in the order of their sending. A line cut off by a crash is left out. */
export const ordersOf = (text: string, run: string): readonly RecordedOrder[] => {
  const orders = new Map<string, RecordedOrder>();
  const paid = new Map<string, number>();
  for (const line of text.split('\n')) {
    const read = readEntry(line);
    if (read?.run !== run) continue;
    if (read.what === 'paid') paid.set(read.id, read.amount);
    if (!('key' in read)) continue;
    const told = read.what === 'sending' ? sent(read) : answered(orders.get(read.key), read);
    if (told) orders.set(read.key, told);
  }
  return [...orders.values()].map((order) => withPayment(order, paid));
};

type Of<What extends Entry['what']> = Extract<Entry, { readonly what: What }>;

const sent = ({ key, mark, channels, requestedFor }: Of<'sending'>): RecordedOrder => ({
  key,
  mark,
  channels,
  requestedFor,
});

/** An order is paid at once: whoever asks again is answered with the same payment. */
const withPayment = (order: RecordedOrder, paid: ReadonlyMap<string, number>): RecordedOrder => {
  const amount = paid.get(order.placed?.id ?? '');
  return amount === undefined ? order : { ...order, paid: amount };
};

const answered = (
  order: RecordedOrder | undefined,
  entry: Of<'placed' | 'refused' | 'made-amends'>,
): RecordedOrder | undefined => {
  if (!order) return undefined;
  switch (entry.what) {
    case 'placed':
      return { ...order, placed: { id: entry.id, number: entry.number } };
    case 'refused':
      return { ...order, refused: { status: entry.status, code: entry.code } };
    case 'made-amends':
      return { ...order, amends: entry.amount };
    default:
      return entry satisfies never;
  }
};

/** The runs that have written in a record, in the order of their beginning. */
export const runsIn = (text: string): readonly string[] =>
  text.split('\n').flatMap((line) => {
    const read = readEntry(line);
    return read?.what === 'run' ? [read.run] : [];
  });

const readEntry = (line: string): Entry | undefined => {
  try {
    return entry.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
};
