import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { serveManagement, type ManagementServer } from './serve-management';

describe('the management port', () => {
  let server: ManagementServer;
  let reason: string | undefined;
  beforeAll(async () => {
    server = await serveManagement({
      port: 0,
      checks: [() => reason],
      metrics: (_, response) => response.end('up 1\n'),
    });
  });
  afterAll(() => server.stop());

  const ask = async (path: string) => {
    const response = await fetch(`http://127.0.0.1:${server.port}${path}`);
    return { status: response.status, text: await response.text() };
  };

  /** Sends the path as it is; `fetch` would tidy it up. */
  const askRaw = async (path: string): Promise<IncomingMessage> => {
    const [response] = (await once(get({ port: server.port, path }), 'response')) as [IncomingMessage];
    return response.resume();
  };

  it('is alive as soon as it answers', async () => {
    expect(await ask('/healthz')).toEqual({ status: 200, text: '{"status":"alive"}' });
  });

  it('is ready until something says why not', async () => {
    reason = undefined;
    expect((await ask('/readyz')).status).toBe(200);
    reason = 'orders is stopping';
    expect(await ask('/readyz')).toEqual({
      status: 503,
      text: '{"status":"not ready","reasons":["orders is stopping"]}',
    });
  });

  it('hands a scrape to the metrics, and knows nothing else', async () => {
    expect(await ask('/metrics')).toEqual({ status: 200, text: 'up 1\n' });
    expect((await ask('/api/orders')).status).toBe(404);
  });

  it.each(['//', '///healthz', '//[', '/%', '/healthz/..//'])('knows nothing at %s, and lives on', async (path) => {
    expect((await askRaw(path)).statusCode).toBe(404);
    expect((await ask('/healthz?now')).status).toBe(200);
  });
});
