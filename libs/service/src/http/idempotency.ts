import { createHash } from 'node:crypto';
import { HttpProblem, type Refusals } from './problems';
import type { Answer, Caller } from './route';

/** One request that may be sent more than once but must have its effect once. */
export interface RepeatableRequest {
  /** Unique per caller, operation and `Idempotency-Key`. */
  readonly key: string;
  /** Equal for equal requests: a key that comes back with another one is a mistake of the caller. */
  readonly fingerprint: string;
}

/**
 * Runs `work` in one transaction with the request's key, or answers what it answered before.
 * A throw rolls both back, so that only successes are remembered.
 * Throws `HttpProblem` 422 when the key was used for another request.
 */
export type Once = (
  request: RepeatableRequest,
  work: () => Promise<Answer>,
) => Promise<{ readonly answer: Answer; readonly replayed: boolean }>;

/** What an `Idempotency-Key` looks like. */
export const usableKey = /^[\x21-\x7e]{1,255}$/;

/** How a key is refused. */
export const keyRefusals: Refusals = { 400: ['invalid-idempotency-key'], 422: ['idempotency-key-reused'] };

/** The `Idempotency-Key` of a request, scoped so that no caller meets another's. */
export const repeatableRequest = (
  header: string | readonly string[] | undefined,
  operation: { readonly method: string; readonly path: string },
  credentials: { readonly caller: Caller; readonly trackingToken?: string },
  body: unknown,
): RepeatableRequest | undefined => {
  if (header === undefined) return undefined;
  if (typeof header !== 'string' || !usableKey.test(header))
    throw new HttpProblem(
      400,
      'invalid-idempotency-key',
      'The Idempotency-Key must be 1 to 255 visible ASCII characters.',
    );
  const { method, path } = operation;
  return {
    key: digest([header, callerKey(credentials)]),
    fingerprint: digest([method, path, canonical(body)]),
  };
};

export const keyReused = (): HttpProblem =>
  new HttpProblem(422, 'idempotency-key-reused', 'This Idempotency-Key was used for a different request.');

const callerKey = ({ caller, trackingToken }: { readonly caller: Caller; readonly trackingToken?: string }): string =>
  caller.kind === 'staff' ? `staff ${caller.id}` : `${caller.kind} ${trackingToken ?? ''}`;

const digest = (parts: readonly string[]): string => createHash('sha256').update(JSON.stringify(parts)).digest('hex');

/** The order of an object's fields does not make another request. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, field: unknown) =>
    typeof field === 'object' && field !== null && !Array.isArray(field)
      ? Object.fromEntries(Object.entries(field).sort(([a], [b]) => (a < b ? -1 : 1)))
      : field,
  ) ?? '';
