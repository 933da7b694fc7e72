import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import express, { type Request, type Response } from 'express';
import { readBody } from './read-body';

describe('a body that its client breaks off', () => {
  let server: Server;
  const body = '{"courierId":"ada"}';

  /** Sends the head of a request and this much of its body, and hangs up; the body is read when that has arrived. */
  const hangUpAfter = async (bytes: number) => {
    const { port } = server.address() as AddressInfo;
    const socket = connect(port, '127.0.0.1');
    const arrived = once(server, 'request') as Promise<[Request, Response]>;
    const head = `POST / HTTP/1.1\r\nhost: shop\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`;
    socket.write(head + body.slice(0, bytes));
    const [request, response] = await arrived;
    const gone = new Promise((resolve) => void request.socket.once('close', resolve));
    socket.destroy();
    await gone;
    Object.setPrototypeOf(request, express.request);
    return readBody(request, response);
  };

  beforeEach(async () => {
    server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterEach(() => void server.close());

  it.each([0, 5, body.length])(
    'after %d bytes, before it was read, is refused and not taken for none',
    async (bytes) => {
      await expect(hangUpAfter(bytes)).rejects.toMatchObject({
        status: 400,
        code: expect.stringMatching(/^(body-cut-off|malformed-json)$/),
      });
    },
  );
});
