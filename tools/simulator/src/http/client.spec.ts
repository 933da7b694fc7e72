import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { addressesOf } from './addresses';
import { httpClient, TimeIsUp } from './client';

describe('working with processes that come and go', () => {
  let server: Server;
  let answers: ((request: IncomingMessage, response: ServerResponse) => void)[];
  let keys: (string | undefined)[];
  const port = () => (server.address() as AddressInfo).port;
  const placeOrder = { service: 'orders', method: 'POST', path: '/api/orders', key: 'k1', body: {} } as const;
  const client = (until = new AbortController().signal) => httpClient(addressesOf(`http://127.0.0.1:${port()}`), until);

  beforeEach(async () => {
    answers = [];
    keys = [];
    server = createServer((request, response) => {
      keys.push(request.headers['idempotency-key']?.toString());
      const answer = answers.shift();
      if (answer) answer(request, response);
      else response.writeHead(201, { 'content-type': 'application/json' }).end('{"id":"o1"}');
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  it('asks again with the same key when a process is away, and counts it', async () => {
    answers = [
      (_, response) => response.destroy(),
      (_, response) => response.writeHead(503).end(),
      (_, response) => response.writeHead(500).end(),
    ];
    const http = client();
    expect(await http.call(placeOrder)).toMatchObject({ status: 201, body: { id: 'o1' } });
    expect(keys).toEqual(['k1', 'k1', 'k1', 'k1']);
    expect(http.traffic).toEqual({ requests: 4, retries: 3, serverErrors: 1 });
  });

  it('goes on when the process is back', async () => {
    const listening = port();
    await new Promise((closed) => server.close(closed));
    const http = httpClient(addressesOf(`http://127.0.0.1:${listening}`), new AbortController().signal);
    const answered = http.call(placeOrder);
    while (http.traffic.retries === 0) await new Promise(setImmediate);
    server.listen(listening, '127.0.0.1');
    expect(await answered).toMatchObject({ status: 201 });
  });

  it('goes on to the next process of the service when one is away', async () => {
    const answering = `http://127.0.0.1:${port()}`;
    const addresses = addressesOf(answering, `orders=http://127.0.0.1:1,orders=${answering}`);
    const http = httpClient(addresses, new AbortController().signal);
    expect(await http.call(placeOrder)).toMatchObject({ status: 201 });
    expect(http.traffic).toMatchObject({ requests: 2, retries: 1 });
  });

  it('takes a refusal for an answer', async () => {
    answers = [(_, response) => response.writeHead(409).end('{"code":"cooking-started"}')];
    expect(await client().call(placeOrder)).toMatchObject({ status: 409, body: { code: 'cooking-started' } });
  });

  it('gives up when the time of the simulation is over', async () => {
    answers = Array.from({ length: 100 }, () => (_: IncomingMessage, response: ServerResponse) => response.destroy());
    const over = new AbortController();
    const http = client(over.signal);
    const answered = http.call(placeOrder);
    while (http.traffic.retries === 0) await new Promise(setImmediate);
    over.abort();
    await expect(answered).rejects.toBeInstanceOf(TimeIsUp);
  });
});
