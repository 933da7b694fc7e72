import { z } from 'zod';
import type { Refusals } from './problems';

/** Who may call a route. `anyone` needs no credentials; `customer` needs the tracking token of that one thing. */
export type Who = 'anyone' | readonly ('customer' | Role)[];

export type Role = 'kitchen' | 'courier' | 'manager';

/** Who is calling, as proven by the request. */
export type Caller =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'customer' }
  | { readonly kind: 'staff'; readonly id: string; readonly roles: readonly Role[] };

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

type Infer<Schema> = Schema extends z.ZodType ? z.infer<Schema> : undefined;

export interface Request<Params = unknown, Query = unknown, Body = unknown> {
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly caller: Caller;
}

/**
 * One operation of the HTTP API. Input is parsed by its schemas before `handle` runs; what does not fit is a 400
 * with every issue named. A route that changes something (`post`, `put`, `delete`) runs in one transaction and
 * honours `Idempotency-Key`.
 */
export interface Route<Parts = never> {
  readonly method: 'get' | 'post' | 'put' | 'delete';
  /** Express path with its service's prefix, for example `/api/orders/:id`. */
  readonly path: string;
  readonly summary: string;
  readonly who: Who;
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  /** Its body is a form, and taken from those only who signed it, where another system calls us. Default: JSON. */
  readonly form?: SignedForm<Parts>;
  /** Content type of its answers, when they are texts of that type. Default: JSON. */
  readonly speaks?: 'text/xml';
  /** What it answers, by status: for the documentation, and held against what is answered in tests. */
  readonly answers: Readonly<Record<number, z.ZodType>>;
  /**
   * Its answer as a table: a `get` that has one is answered as CSV where `Accept` prefers `text/csv`, or with the query
   * `format=csv`.
   */
  readonly csv?: Table;
  /**
   * How its use case may refuse: codes by status, beside those that follow from what kind of route it is. For the
   * documentation; in tests any other refusal fails the request.
   */
  readonly refuses?: Refusals;
  /**
   * Subject of the aggregate that this changes, for example `order/<id>`: the request becomes part of its trace,
   * and log lines carry its id. Called with the path's parameters if they fit, before credentials are looked at.
   */
  about?(params: never): string;
  /** Whether this tracking token opens the thing these parameters name. Needed where `who` names `customer`. */
  opens?(params: never, trackingToken: string, parts: Parts): Promise<boolean>;
  handle(request: Request<never, never, never>, parts: Parts): Promise<Answer>;
}

/** What of an answer is a table. */
export interface Table {
  /** What every record is: its fields are the columns. */
  readonly row: z.ZodObject;
  /** The records, a row each, in the body of a 200. */
  readonly rows: (body: never) => readonly object[];
}

/** Declares a table with the type of its body. */
export const table = <Body>(row: z.ZodObject, rows: (body: Body) => readonly object[]): Table => ({ row, rows });

/** What is added to the query of a route that has a table. */
export const formatQuery = {
  format: z.enum(['json', 'csv']).optional().describe('Whatever Accept says; csv: as a table.'),
};

/**
 * How the sender of a form proves who they are. It is asked before the route's transaction, so that nobody else
 * reaches the database. What signed senders repeat, they repeat without an `Idempotency-Key`: the route must bear it.
 */
export interface SignedForm<Parts = never> {
  /** The header that holds the signature, for example `X-Twilio-Signature`. */
  readonly header: string;
  /** Whether this is the sender's signature of these fields, sent to this path and query. */
  signed(sent: Signed, parts: Parts): Promise<boolean>;
}

export interface Signed {
  readonly pathAndQuery: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly signature: string;
}

/** Declares a route with its input types taken from the schemas. */
export const route = <
  Parts,
  Params extends z.ZodType | undefined = undefined,
  Query extends z.ZodType | undefined = undefined,
  Body extends z.ZodType | undefined = undefined,
>(
  declaration: Omit<Route<Parts>, 'params' | 'query' | 'body' | 'handle' | 'opens' | 'about'> & {
    readonly params?: Params;
    readonly query?: Query;
    readonly body?: Body;
    about?(params: Infer<Params>): string;
    opens?(params: Infer<Params>, trackingToken: string, parts: Parts): Promise<boolean>;
    handle(request: Request<Infer<Params>, Infer<Query>, Infer<Body>>, parts: Parts): Promise<Answer>;
  },
): Route<Parts> => declaration as Route<Parts>;
