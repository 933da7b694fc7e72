import { createServer } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { silent, type Log } from './log';
import { testServerUrl } from './testing';
import { waitForDatabase } from './wait-for-database';

const keeping = (lines: string[]): Log => ({
  ...silent,
  warn: (_, line) => void lines.push(line),
  info: (_, line) => void lines.push(line),
});

describe('waiting for the database', () => {
  it('says nothing when it answers at once', async () => {
    const lines: string[] = [];
    await waitForDatabase(testServerUrl(), { log: keeping(lines) });
    expect(lines).toEqual([]);
  });

  it('gives up with one message that says what is wrong and what to do', async () => {
    const wait = waitForDatabase('postgres://me:secret@127.0.0.1:1/shop', { timeoutMs: 400, log: silent });
    await expect(wait).rejects.toThrow(
      'The database at 127.0.0.1:1/shop did not become ready within 0.4 s: nothing listens there. ' +
        'Start it, or correct its URL, and start again.',
    );
  });

  it('never shows a password', async () => {
    const lines: string[] = [];
    const wait = waitForDatabase('postgres://me:secret@127.0.0.1:1/shop', { timeoutMs: 300, log: keeping(lines) });
    const error: unknown = await wait.catch((reason: unknown) => reason);
    expect(lines).toHaveLength(1);
    expect(lines.join() + String(error)).not.toContain('secret');
  });

  it('refuses what is no database URL without waiting', async () => {
    await expect(waitForDatabase('mysql://there/shop', { log: silent })).rejects.toThrow('must look like postgres://');
  });

  it('writes one line per state, and goes on when the database is there', async () => {
    const target = new URL(testServerUrl());
    const proxy = createServer((socket) => {
      const to = target.searchParams.get('host');
      const port = Number(target.port || 5432);
      const real = to ? connect(`${to}/.s.PGSQL.${port}`) : connect(port, target.hostname);
      socket.pipe(real).pipe(socket);
      real.on('error', () => socket.destroy());
      socket.on('error', () => real.destroy());
    });
    const reserve = createServer().listen(0, '127.0.0.1');
    await once(reserve, 'listening');
    const { port } = reserve.address() as AddressInfo;
    reserve.close();
    const lines: string[] = [];
    const log = keeping(lines);
    const opens: Log = { ...log, warn: (f, l) => (log.warn(f, l), void proxy.listen(port, '127.0.0.1')) };
    await waitForDatabase(`postgres://postgres@127.0.0.1:${port}/postgres`, { log: opens });
    proxy.close();
    expect(lines).toEqual([
      `Waiting for the database at 127.0.0.1:${port}/postgres: nothing listens there`,
      `The database at 127.0.0.1:${port}/postgres answers now`,
    ]);
  });
});
