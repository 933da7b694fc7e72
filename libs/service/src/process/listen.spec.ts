import type { AddressInfo } from 'node:net';
import { Agent, get, type Server } from 'node:http';
import { listen, stopServer } from './listen';

describe('a server', () => {
  const agent = new Agent({ keepAlive: true });
  let server: Server;
  beforeEach(async () => {
    server = await listen((_request, response) => response.end('ok'), { port: 0, purpose: 'a test', setting: 'PORT' });
  });
  afterEach(() => {
    agent.destroy();
    server.closeAllConnections();
    server.close();
  });

  const ask = () =>
    new Promise<unknown>((resolve, reject) => {
      const { port } = server.address() as AddressInfo;
      get({ port, agent }, (response) => {
        response.resume();
        response.once('end', () => resolve(response.headers['keep-alive']));
      }).once('error', reject);
    });

  it('keeps idle connections for longer than the proxies before it do', async () => {
    const proxiesMs = 60_000;
    expect(await ask()).toBe('timeout=75');
    expect(server.keepAliveTimeout).toBeGreaterThan(proxiesMs);
    expect(server.headersTimeout).toBeGreaterThan(server.keepAliveTimeout);
  });

  it('waits for none of them when it stops', async () => {
    await ask();
    const began = performance.now();
    await stopServer(server, 600_000);
    expect(performance.now() - began).toBeLessThan(server.keepAliveTimeout / 2);
  });
});
