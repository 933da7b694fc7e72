import type { IncomingHttpHeaders } from 'node:http';
import { HttpProblem, type Refusals } from '../http/problems';
import type { Caller, Who } from '../http/route';
import { IssuerUnavailable, TokenRefused, type StaffTokens } from './staff-tokens';

/** What a request's credentials prove before its parameters are read. */
export type Credentials =
  | { readonly kind: 'settled'; readonly caller: Caller }
  /** A tracking token, still to be held against the thing it is to open. */
  | { readonly kind: 'tracking'; readonly token: string };

/**
 * Holds a request's credentials against who may call. Throws a 401 without usable credentials, a 403 for a
 * caller with another role, a 503 when the issuer's keys cannot be read.
 */
export const identify = async (who: Who, headers: IncomingHttpHeaders, tokens: StaffTokens): Promise<Credentials> => {
  if (who === 'anyone') return { kind: 'settled', caller: { kind: 'anonymous' } };
  const bearer = bearerToken(headers.authorization);
  if (bearer !== undefined) {
    const staff = await tokens.verify(bearer).catch(refuse);
    if (!staff.roles.some((role) => who.includes(role)))
      throw new HttpProblem(403, 'role-required', `This is for: ${who.join(', ')}.`);
    return { kind: 'settled', caller: { kind: 'staff', ...staff } };
  }
  const tracking = headers['tracking-token'];
  if (typeof tracking === 'string' && who.includes('customer')) return { kind: 'tracking', token: tracking };
  throw unauthorised(
    who.includes('customer')
      ? 'Send a bearer token of the staff, or the Tracking-Token of the order.'
      : 'Send a bearer token of the staff.',
  );
};

/** How `identify` and a tracking token that opens nothing refuse. */
export const credentialRefusals = (who: Who): Refusals =>
  who === 'anyone'
    ? {}
    : {
        401: ['credentials-required'],
        403: ['role-required', ...(who.includes('customer') ? ['tracking-token-refused'] : [])],
        503: ['issuer-unavailable'],
      };

const bearerToken = (authorization: string | undefined): string | undefined => {
  if (authorization === undefined) return undefined;
  const token = /^Bearer +([\w.~+/=-]+)$/i.exec(authorization)?.[1];
  if (token === undefined) throw unauthorised('The Authorization header holds no bearer token.', 'invalid_request');
  return token;
};

const refuse = (error: unknown): never => {
  if (error instanceof TokenRefused)
    throw unauthorised('The bearer token is not valid, or no longer.', 'invalid_token');
  if (error instanceof IssuerUnavailable)
    throw new HttpProblem(503, 'issuer-unavailable', 'Tokens cannot be checked at the moment.', {
      headers: { 'Retry-After': '5' },
    });
  throw error;
};

const unauthorised = (detail: string, error?: string): HttpProblem =>
  new HttpProblem(401, 'credentials-required', detail, {
    headers: { 'WWW-Authenticate': `Bearer realm="pizzeria"${error ? `, error="${error}"` : ''}` },
  });

/** The answer to a tracking token that does not open this thing, whether or not the thing exists. */
export const notOpened = (): HttpProblem =>
  new HttpProblem(403, 'tracking-token-refused', 'This tracking token does not open this.');
