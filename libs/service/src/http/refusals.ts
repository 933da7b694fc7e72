import { credentialRefusals } from '../auth/authorise';
import { breakdowns } from './answer-errors';
import { keyRefusals } from './idempotency';
import { inputRefusals } from './parse-input';
import type { Problem, Refusals } from './problems';
import { bodyRefusals, formRefusals } from './read-body';
import type { Route } from './route';

/** A parameter that cannot be decoded is refused before any route is asked. */
const pathRefusals: Refusals = { 400: ['malformed-path'] };

/** How a form is refused whose sender did not sign it. */
const signatureRefusals: Refusals = { 403: ['signature-refused'] };

type Refusing = Pick<Route, 'method' | 'who' | 'params' | 'query' | 'body' | 'form' | 'refuses'>;

/** Every problem that a route may answer: those of its kind and those of its use case. */
export const refusalsOf = (route: Refusing): Refusals => {
  const { method, who, params, query, form, refuses = {} } = route;
  const changes = method !== 'get';
  return merged(
    changes || params || query ? inputRefusals : {},
    params ? pathRefusals : {},
    ...(form ? [formRefusals, signatureRefusals] : changes ? [bodyRefusals, keyRefusals] : []),
    needsBody(route) ? { 400: ['body-required'] } : {},
    credentialRefusals(who),
    refuses,
    breakdowns,
  );
};

/** Whether a request without a body is refused. */
export const needsBody = ({ body }: Pick<Route, 'body'>): boolean =>
  body !== undefined && !body.safeParse(undefined).success;

/** Throws when a route answers a problem that it does not declare. */
export const checkRefusal = (route: Refusing & Pick<Route, 'path'>, { status, code }: Problem): void => {
  if (refusalsOf(route)[status]?.includes(code)) return;
  const operation = `${route.method.toUpperCase()} ${route.path}`;
  throw new Error(`${operation} refused with ${status} ${code} against its contract: it declares no such refusal`);
};

const merged = (...all: readonly Refusals[]): Refusals => {
  const codes = new Map<string, readonly string[]>();
  for (const [status, more] of all.flatMap((each) => Object.entries(each)))
    codes.set(status, [...new Set([...(codes.get(status) ?? []), ...more])]);
  return Object.fromEntries(codes);
};
