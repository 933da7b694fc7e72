import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  errors,
  jwtVerify,
  type JSONWebKeySet,
  type JWTVerifyGetKey,
} from 'jose';
import type { Role } from '../http/route';

export const roles: readonly Role[] = ['kitchen', 'courier', 'manager'];

/** Who a staff token proves its bearer to be. */
export interface Staff {
  readonly id: string;
  readonly roles: readonly Role[];
}

export interface StaffTokens {
  /** Throws `TokenRefused` for a token that proves nothing, `IssuerUnavailable` when keys cannot be fetched. */
  verify(token: string): Promise<Staff>;
}

export class TokenRefused extends Error {
  override readonly name = 'TokenRefused';
}

/** The issuer's keys cannot be read now; the token may well be good. */
export class IssuerUnavailable extends Error {
  override readonly name = 'IssuerUnavailable';
}

export interface StaffTokensOptions {
  readonly issuer: string;
  /** A JWKS: `https:`, `http:` or `file:`. */
  readonly keysUrl: string;
  readonly audience: string;
}

/** Checks bearer tokens against an issuer's key set. Keys are fetched at first use and again for an unknown key id. */
export const staffTokens = ({ issuer, keysUrl, audience }: StaffTokensOptions): StaffTokens => {
  const url = new URL(keysUrl);
  const keys = url.protocol === 'file:' ? keysOfFile(url) : createRemoteJWKSet(url, { timeoutDuration: 3_000 });
  return {
    verify: async (token) => {
      const { payload } = await jwtVerify(token, keys, {
        issuer,
        audience,
        algorithms: ['EdDSA', 'ES256', 'ES384', 'RS256', 'PS256'],
        requiredClaims: ['sub', 'exp'],
        clockTolerance: 5,
      }).catch((error: unknown) => {
        throw refusalOf(error);
      });
      return { id: payload.sub ?? '', roles: rolesOf(payload['roles']) };
    },
  };
};

const rolesOf = (claim: unknown): readonly Role[] =>
  Array.isArray(claim) ? roles.filter((role) => claim.includes(role)) : [];

/** A key set in a file, read again when a token names a key that is not in it. */
const keysOfFile = (url: URL): JWTVerifyGetKey => {
  const read = async () => createLocalJWKSet(JSON.parse(await readFile(fileURLToPath(url), 'utf8')) as JSONWebKeySet);
  let keySet: Promise<ReturnType<typeof createLocalJWKSet>> | undefined;
  return async (header, token) => {
    try {
      return await (
        await (keySet ??= read())
      )(header, token);
    } catch (error) {
      keySet = undefined;
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      return await (
        await (keySet = read())
      )(header, token);
    }
  };
};

/** Codes by which jose says that the token is at fault; anything else is the key set's place not answering well. */
const tokenAtFault = /^ERR_(JWT|JWS)_|^ERR_JWKS_(NO|MULTIPLE)_MATCHING|^ERR_JOSE_(ALG_NOT_ALLOWED|NOT_SUPPORTED)$/;

const refusalOf = (error: unknown): Error =>
  error instanceof errors.JOSEError && tokenAtFault.test(error.code)
    ? new TokenRefused(error.message, { cause: error })
    : new IssuerUnavailable("the issuer's keys cannot be read", { cause: error });
