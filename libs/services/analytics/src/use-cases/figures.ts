import type { Money } from '@pizzeria/contracts';
import type { BusinessDay } from '../domain/business-day';
import type { CustomerType } from '../domain/customer-type';
import type { LateBy } from '../domain/lateness';
import type { SoldKind } from '../domain/sold-items';

/**
 * What can be counted, and by what each may be told apart. Every entry of a figure belongs to an order (but for
 * messages about none), and to the business day on which its own event happened.
 */
export const figures = {
  /** Orders placed. */
  orders: ['hour', 'fulfilment', 'customerType'],
  /** Units in orders placed. */
  units: ['hour'],
  /** The same by what they are, halves and extras on their own. */
  items: ['item', 'kind'],
  /** Orders that tell a tax; its amount. */
  tax: [],
  delivered: [],
  cancelled: ['by', 'after', 'reason', 'unattended'],
  payments: ['method'],
  refunds: ['method'],
  /** Payments, and refunds as less than nothing. */
  revenue: [],
  /** Orders made ready, and not taken back. */
  prepared: [],
  recalled: [],
  /** Orders of which it is known whether they kept their promise. */
  promised: ['fulfilment', 'lateBy'],
  'on-time': ['fulfilment'],
  late: ['fulfilment', 'lateBy'],
  'messages-sent': ['kind', 'channel'],
  'messages-failed': ['kind', 'channel', 'permanent'],
  /** Orders that reached a level of going unattended. */
  unattended: ['level'],
  /** Times that an order had to wait for stock. */
  short: [],
  /** Times that an order was expected at another time than said. */
  delayed: [],
  undeliverable: [],
} as const satisfies Readonly<Record<string, readonly Trait[]>>;

export type Figure = keyof typeof figures;

/** What the entries of a figure may be told apart by. */
export type Trait =
  | 'hour'
  | 'fulfilment'
  | 'customerType'
  | 'item'
  | 'kind'
  | 'by'
  | 'after'
  | 'reason'
  | 'unattended'
  | 'method'
  | 'lateBy'
  | 'channel'
  | 'permanent'
  | 'level';

export type Traits = Readonly<Partial<Record<Trait, string | number | boolean>>>;

/** An answer over some business days: all of them together, and one by one. */
export interface Report<Row, Total = Row> {
  readonly total: Total;
  readonly days: readonly (Row & { readonly day: string })[];
}

/** Rows of a report that are told apart by more than their day. */
export type Rows<Row> = Report<Row, readonly Row[]>;

/** Every figure there is. Each call is of one moment. Money is a sum per currency, exact; empty where there is none. */
export interface Figures {
  /** A row for each day, also where nothing happened. */
  summary(days: Days): Promise<Report<Summary>>;
  salesByHour(days: Days): Promise<Rows<HourOfSales>>;
  preparation(days: Days): Promise<Report<PreparationTimes>>;
  topItems(days: Days): Promise<Rows<ItemSales>>;
  customers(days: Days): Promise<Report<Customers>>;
  lateness(days: Days): Promise<Report<Lateness>>;
  cancellations(days: Days): Promise<Rows<Cancellations>>;
  messages(days: Days): Promise<Rows<Messages>>;
  setbacks(days: Days): Promise<Report<Setbacks>>;
  /** The orders behind a figure, newest first, from the one after `after` on. */
  orders(question: OrdersQuestion): Promise<readonly OrderBehind[]>;
}

/** Oldest first, at least one. */
export type Days = readonly BusinessDay[];

export interface Summary {
  readonly orders: { readonly placed: number; readonly delivered: number; readonly cancelled: number };
  readonly fulfilment: { readonly pickup: number; readonly delivery: number };
  /** Payments less refunds; may be below zero on a day that gave back more than it took. */
  readonly revenue: readonly Money[];
  readonly payments: readonly Money[];
  readonly refunds: readonly Money[];
  /** Of orders placed. */
  readonly orderValue: readonly Money[];
  readonly tax: readonly Money[];
  /** Rounded to the minor unit. */
  readonly averageOrderValue: readonly Money[];
  readonly itemsSold: number;
  readonly customers: Customers;
  readonly preparation: PreparationSummary;
}

/** Orders placed, by how well the shop knew the customer. */
export type Customers = Readonly<Record<CustomerType, number>>;

/** Whole seconds, and efficiency to four places; absent where nothing was made ready. */
export interface PreparationSummary {
  readonly count: number;
  readonly medianSeconds?: number;
  readonly p95Seconds?: number;
  readonly averageEfficiency?: number;
}

export interface PreparationTimes extends PreparationSummary {
  readonly meanSeconds?: number;
  readonly p90Seconds?: number;
  /** How often an order that was ready went back to the kitchen. */
  readonly recalls: number;
}

export interface HourOfSales {
  /** On the shop's clock, 0 to 23. */
  readonly hour: number;
  readonly orders: number;
  readonly items: number;
  readonly value: readonly Money[];
}

export interface ItemSales {
  readonly item: string;
  readonly kind: SoldKind;
  readonly quantity: number;
  readonly revenue: readonly Money[];
}

/** Of orders that are over the counter or at the door, and whose promise is known. */
export interface Lateness {
  readonly promised: number;
  readonly onTime: number;
  readonly late: number;
  /** Late of promised, 0 to 1, to four places; absent where there were none. */
  readonly lateShare?: number;
  readonly lateBy: Readonly<Record<Exclude<LateBy, 'on-time'>, number>>;
  /** Of those that were late, whole seconds; absent where there were none. */
  readonly meanLateSeconds?: number;
  readonly medianLateSeconds?: number;
  readonly mostLateSeconds?: number;
}

/** How far an order had come. */
export const stages = ['placed', 'cooking', 'ready', 'out-for-delivery', 'undeliverable'] as const;
export type Stage = (typeof stages)[number];

export interface Cancellations {
  /** Absent in what was measured before this was. */
  readonly by?: 'customer' | 'staff' | 'system';
  readonly reason?: string;
  readonly after: Stage;
  /** Whether it was given up because nobody had started it. */
  readonly unattended: boolean;
  readonly orders: number;
  readonly value: readonly Money[];
}

export interface Messages {
  readonly kind: string;
  readonly channel: string;
  /** False of messages that are about no order, behind which there is none to open. */
  readonly aboutOrder: boolean;
  readonly sent: number;
  readonly failed: number;
  /** Of those failed: would fail again. */
  readonly failedPermanently: number;
}

export interface Setbacks {
  /** Orders that nobody had started, by the level that was reached. */
  readonly unattended: { readonly level1: number; readonly level2: number; readonly level3: number };
  readonly short: number;
  readonly delayed: number;
  readonly recalled: number;
  readonly undeliverable: number;
}

export interface OrdersQuestion {
  readonly days: Days;
  readonly figure: Figure;
  /** Only entries with all of these; each must be one of the figure's. */
  readonly traits: Traits;
  readonly limit: number;
  readonly after?: string;
}

/** An order as the list behind a figure shows it; what is not known yet is absent. */
export interface OrderBehind {
  readonly id: string;
  /** What the figure counts of this order, and what money it adds up. */
  readonly count: number;
  readonly amounts: readonly Money[];
  readonly number?: number;
  readonly status: Stage | 'delivered' | 'cancelled';
  readonly fulfilment?: 'pickup' | 'delivery';
  readonly customerType?: CustomerType;
  readonly value?: Money;
  /** Units. */
  readonly items?: number;
  readonly placedAt?: string;
  readonly promisedAt?: string;
  readonly startedAt?: string;
  readonly readyAt?: string;
  readonly deliveredAt?: string;
  readonly cancelledAt?: string;
  readonly preparationSeconds?: number;
  readonly estimatedSeconds?: number;
  /** Whole seconds after its promise; negative when it was early. */
  readonly lateSeconds?: number;
}
