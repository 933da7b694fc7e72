import { readFile } from 'node:fs/promises';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, SignJWT, type JWK } from 'jose';

/** Makes tokens of a development issuer. */
export interface Signer {
  /** Signs a token that lasts `ttlSeconds`. */
  mintToken(claims: TokenClaims): Promise<string>;
}

export interface TokenClaims {
  /** Who it speaks for, as `sub`. */
  readonly subject: string;
  readonly roles: readonly string[];
  readonly ttlSeconds: number;
}

/** What tokens of a key set say about themselves; services are told the same. */
export interface Issuer {
  readonly issuer: string;
  readonly audience: string;
}

/** The issuer that local modes use: its tokens open nothing elsewhere, because its key stays in a local folder. */
export const localIssuer: Issuer = { issuer: 'https://identity.pizzeria.invalid/', audience: 'pizzeria' };

const algorithm = 'ES256';

/** A new key, its private half included: whoever reads it can be anybody. */
export const makeSigningKey = async (): Promise<JWK> => {
  const { privateKey } = await generateKeyPair(algorithm, { extractable: true });
  const jwk = await exportJWK(privateKey);
  return { ...jwk, kid: await calculateJwkThumbprint(jwk), alg: algorithm, use: 'sig' };
};

/** What services need to prove the key's tokens, as a JSON Web Key Set. */
export const publicKeys = ({ kty, crv, x, y, kid, alg, use }: JWK): { readonly keys: readonly JWK[] } => ({
  keys: [{ kty, crv, x, y, kid, alg, use }],
});

/** Throws when it is no private key of this kind. */
export const signerOf = async (signing: JWK, { issuer, audience }: Issuer = localIssuer): Promise<Signer> => {
  const key = await importJWK(signing, algorithm);
  if (key instanceof Uint8Array || key.type !== 'private') throw new TypeError('This is no private key.');
  return {
    mintToken: ({ subject, roles, ttlSeconds }) =>
      new SignJWT({ roles })
        .setProtectedHeader({ alg: algorithm, kid: signing.kid, typ: 'JWT' })
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject(subject)
        .setIssuedAt()
        .setExpirationTime(`${ttlSeconds} seconds`)
        .sign(key),
  };
};

/** The signer whose private key, as a JWK, is in this file. Throws one message, which never quotes the file. */
export const signerFromFile = async (file: string): Promise<Signer> => {
  try {
    return await signerOf(JSON.parse(await readFile(file, 'utf8')) as JWK);
  } catch {
    throw new Error(`${file} cannot be read: it must hold a private key, as npm run secrets writes it`);
  }
};
