import type { Role } from '../http/route';

export interface CallOptions {
  /** Sends a bearer token of a staff member with this role (or these). */
  readonly as?: Role | readonly Role[];
  /** Sends this as `Tracking-Token`. */
  readonly tracking?: string;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as `Idempotency-Key`. */
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as it is, instead of `body`; name its content type in `headers`. */
  readonly raw?: string;
}

export interface CallAnswer<Body = Record<string, unknown>> {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed JSON, or another text as it is; undefined for an empty answer. */
  readonly body: Body;
}

export type Call = <Body = Record<string, unknown>>(
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  options?: CallOptions,
) => Promise<CallAnswer<Body>>;

/** Calls an HTTP API as its users do. */
export const httpClient =
  (base: string, mintToken: (roles: readonly Role[]) => Promise<string>): Call =>
  async <Body>(method: string, path: string, options: CallOptions = {}) => {
    const { as, tracking, key, body, raw } = options;
    const headers: Record<string, string> = {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(as === undefined ? {} : { authorization: `Bearer ${await mintToken(typeof as === 'string' ? [as] : as)}` }),
      ...(tracking === undefined ? {} : { 'tracking-token': tracking }),
      ...(key === undefined ? {} : { 'idempotency-key': key }),
      ...options.headers,
    };
    const sent = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    const response = await fetch(`${base}${path}`, { method, headers, body: sent });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: read(text, response.headers) as Body,
    };
  };

const read = (text: string, headers: Headers): unknown => {
  if (text === '') return undefined;
  return /[/+]json\b/.test(headers.get('content-type') ?? '') ? JSON.parse(text) : text;
};
