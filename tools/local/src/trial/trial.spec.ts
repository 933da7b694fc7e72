import { once } from 'node:events';
import { createServer } from 'node:net';
import { freePortOffset } from './trial';

describe('ports for services that run beside others', () => {
  const ports = [3_001, 9_401];

  it('are others for each process that asks at the same time', async () => {
    const offsets = await Promise.all([freePortOffset(ports, 4_711), freePortOffset(ports, 4_712)]);
    expect(new Set(offsets).size).toBe(2);
  });

  it('are the next ones where one of them is taken', async () => {
    const offset = await freePortOffset(ports, 4_713);
    const server = createServer().listen(9_401 + offset, '127.0.0.1');
    await once(server, 'listening');
    try {
      expect(await freePortOffset(ports, 4_713)).not.toBe(offset);
    } finally {
      server.close();
    }
  });
});
