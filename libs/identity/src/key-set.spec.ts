import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createLocalJWKSet, decodeJwt, type JSONWebKeySet, jwtVerify } from 'jose';
import { openKeySet } from './key-set';
import { localIssuer } from './signing-key';

describe('a development key set', () => {
  let folder: string;
  beforeEach(async () => {
    folder = join(await mkdtemp(join(tmpdir(), 'keys-')), 'identity');
  });
  afterEach(() => rm(join(folder, '..'), { recursive: true }));

  const publicKeys = async (keysUrl: string) => {
    const jwks = JSON.parse(await readFile(fileURLToPath(keysUrl), 'utf8')) as JSONWebKeySet;
    return { jwks, keys: createLocalJWKSet(jwks) };
  };

  it('mints tokens that its public keys prove', async () => {
    const keySet = await openKeySet(folder);
    const token = await keySet.mintToken({ subject: 'cook', roles: ['kitchen'], ttlSeconds: 60 });
    const { keys } = await publicKeys(keySet.keysUrl);
    const { payload } = await jwtVerify(token, keys, { ...localIssuer, subject: 'cook' });
    expect(payload['roles']).toEqual(['kitchen']);
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(60);
  });

  it('keeps its key: tokens of an earlier start are still good', async () => {
    const token = await (await openKeySet(folder)).mintToken({ subject: 'cook', roles: [], ttlSeconds: 60 });
    const { keys } = await publicKeys((await openKeySet(folder)).keysUrl);
    await expect(jwtVerify(token, keys)).resolves.toMatchObject({ payload: { sub: 'cook' } });
  });

  it('keeps the private half to its owner, and out of the public keys', async () => {
    const keySet = await openKeySet(folder);
    expect((await stat(join(folder, 'signing-key.json'))).mode & 0o777).toBe(0o600);
    expect((await publicKeys(keySet.keysUrl)).jwks.keys[0]).not.toHaveProperty('d');
  });

  it('says what to do about a broken key file', async () => {
    await openKeySet(folder);
    await writeFile(join(folder, 'signing-key.json'), '{');
    await expect(openKeySet(folder)).rejects.toThrow('Delete the file to have a new one made');
  });

  it('says who it speaks for, and to whom', async () => {
    const token = await (await openKeySet(folder)).mintToken({ subject: 'boss', roles: ['manager'], ttlSeconds: 60 });
    expect(decodeJwt(token)).toMatchObject({ iss: localIssuer.issuer, aud: 'pizzeria', sub: 'boss' });
  });
});
