import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeSigningKey, publicKeys, signerFromFile, signerOf } from './signing-key';

const token = { subject: 'cook', roles: ['kitchen'], ttlSeconds: 60 };

describe('a signing key', () => {
  const folder = mkdtempSync(join(tmpdir(), 'key-'));
  const file = join(folder, 'key.json');
  afterAll(() => rmSync(folder, { recursive: true }));

  it('signs, whether it is given or lies in a file', async () => {
    const key = await makeSigningKey();
    writeFileSync(file, JSON.stringify(key));
    for (const signer of [await signerOf(key), await signerFromFile(file)])
      expect(await signer.mintToken(token)).toMatch(/^ey/);
  });

  it('is refused when it is the public half, or of another kind', async () => {
    const [half = {}] = publicKeys(await makeSigningKey()).keys;
    for (const key of [half, {}, { kty: 'oct', k: 'aHVudGVyMg' }]) await expect(signerOf(key)).rejects.toThrow(Error);
  });

  it('is refused, and not shown, when a file holds something else or is not there', async () => {
    writeFileSync(file, 'hunter2');
    await expect(signerFromFile(file)).rejects.toThrow(`${file} cannot be read: it must hold a private key`);
    await expect(signerFromFile(file)).rejects.not.toThrow(/hunter2/);
    await expect(signerFromFile(join(folder, 'none.json'))).rejects.toThrow(/none\.json cannot be read/);
  });
});
