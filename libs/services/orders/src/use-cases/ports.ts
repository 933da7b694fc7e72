import type { Clock, Ids } from '@pizzeria/bus';
import type { CustomerContact, Sku } from '@pizzeria/contracts';
import type { Catalogue, ExtraEntry, ItemEntry } from '../domain/catalogue';
import type { Customer } from '../domain/customer';
import type { Edit } from '../domain/edit-menu';
import type { Ingredient } from '../domain/food';
import type { Menu } from '../domain/menu';
import type { Decision, Order, OrderStatus } from '../domain/order';
import type { KitchenWait, ShopState, Terms } from '../domain/promise';
import type { ShopCard } from '../domain/shop-card';
import type { ShopSettings } from '../domain/shop-settings';

/** Where orders are kept. Every call joins the ambient transaction or has one of its own. */
export interface Orders {
  /** The shop's next order number: rising, each given once; a number whose order failed stays unused. */
  nextNumber(): Promise<number>;
  /** Keeps a new order and publishes its events. `trackingHash` opens it to its customer. */
  insert(placed: Decision, trackingHash: string): Promise<void>;
  /**
   * Decides on an order while nobody else can, keeps the outcome and publishes its events. `decide` is synchronous
   * and may throw to refuse; then nothing is kept. Answers the order as it is now; throws a `not-found` failure.
   */
  update(id: string, decide: (order: Order) => Decision): Promise<Order>;
  find(id: string): Promise<Order | undefined>;
  /** Newest first; at most `limit`, those below the number `before`. */
  list(page: OrdersPage): Promise<readonly Order[]>;
  /** Whether this hash of a tracking token is the one that the order was placed with. */
  opens(id: string, trackingHash: string): Promise<boolean>;
}

export interface OrdersPage {
  readonly limit: number;
  readonly before?: number;
  readonly status?: OrderStatus;
}

export interface Customers {
  /** The id of the customer with this key, made if there is none. Simultaneous first orders make one customer. */
  findOrMake(key: string, contact: CustomerContact, newId: string): Promise<string>;
  /** One that exists. */
  read(id: string): Promise<Customer>;
  /** Those first who came last; at most `limit`, those who came before the customer `before`. */
  list(page: CustomersPage): Promise<readonly Customer[]>;
}

export interface CustomersPage {
  readonly limit: number;
  readonly before?: string;
  /** In the name or the e-mail address, in capitals or not. */
  readonly text?: string;
  /** In the phone number, instead of `text`. */
  readonly digits?: string;
}

export interface Menus {
  read(): Promise<Menu>;
  /**
   * Each decides on one edit while nobody else edits the menu, and keeps what comes of it. `decide` is synchronous and
   * may throw to refuse; then nothing is kept.
   */
  editItem(decide: (catalogue: Catalogue) => Edit<ItemEntry>): Promise<Edit<ItemEntry>>;
  editExtra(decide: (catalogue: Catalogue) => Edit<ExtraEntry>): Promise<Edit<ExtraEntry>>;
  editIngredient(decide: (catalogue: Catalogue) => Edit<Ingredient>): Promise<Edit<Ingredient>>;
  /** Keeps the whole list of what cannot be made. Said before what is kept (`asOf` counts), it changes nothing. */
  keepSoldOut(skus: readonly Sku[], asOf: number): Promise<void>;
}

/** What of the shop changes from minute to minute: the same for all of its processes. */
export interface ShopStates {
  read(): Promise<ShopState>;
  /** Decides on the settings while nobody else can. `decide` may throw to refuse; then nothing changes. */
  update(decide: (settings: ShopSettings) => ShopSettings): Promise<ShopState>;
  /**
   * Keeps the kitchen's wait, unless a word of it with this sequence or a later one is kept already. What it does not
   * say of pizzas stays as it was.
   */
  hear(wait: KitchenWait, sequence: number): Promise<void>;
}

/**
 * Tokens that open one order to whoever placed it. The order keeps the hash alone; the token itself stands, for as long
 * as a request can be repeated, in the answer that is kept for its idempotency key.
 */
export interface TrackingTokens {
  /** Unguessable: at least 128 random bits, URL-safe. */
  make(): string;
  hash(token: string): string;
}

export interface Phones {
  /** E.164, or undefined when this cannot be a phone number. */
  normalise(phone: string): string | undefined;
}

/** All that handlers and routes of this service are given. */
export interface OrdersParts {
  readonly orders: Orders;
  readonly customers: Customers;
  readonly menus: Menus;
  readonly tokens: TrackingTokens;
  readonly phones: Phones;
  readonly shop: ShopStates;
  readonly card: ShopCard;
  readonly terms: Terms;
  readonly clock: Clock;
  readonly ids: Ids;
}
