import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import { testDatabase, type TestDatabase } from '@pizzeria/postgres/testing';
import { inMemoryTelemetry } from '@pizzeria/telemetry';
import { z } from 'zod';
import { staffTokens } from '../auth/staff-tokens';
import { logContext } from '../logging/log-context';
import { silentLogger } from '../logging/pino-logger';
import { serveHttp, type HttpServer } from './serve-http';
import { serviceRouter } from './router';
import { route, table, type Role, type Route } from './route';

const issuer = 'https://login.example.com/';
const line = z.object({ name: z.string().min(1), grams: z.int().min(1) });
const draft = z.object({ to: z.object({ city: z.string() }), lines: z.array(line).min(1) });
const params = z.object({ id: z.uuid() });
const parcelId = '0190a6f2-0000-7000-8000-000000000001';

const refusal = (kind: string, details?: object) =>
  Object.assign(new Error('It has left.'), { kind, code: 'it-left', details });

const neverAsked = () => Promise.reject(new Error('no route here is called with a key'));

let deadlocks = 0;

const routes: readonly Route<object>[] = [
  route({
    method: 'post',
    path: '/api/parcels',
    summary: 'Takes a parcel',
    who: 'anyone',
    body: draft,
    answers: { 201: z.object({ id: z.string() }) },
    handle: async ({ body }) => ({ status: 201, body: { id: parcelId, lines: body.lines.length } }),
  }),
  route({
    method: 'get',
    path: '/api/parcels',
    summary: 'Lists parcels',
    who: ['manager', 'courier'],
    query: z.object({ status: z.enum(['here', 'gone']).optional() }),
    answers: { 200: z.unknown() },
    csv: table(z.object({ status: z.string(), since: z.string() }), ({ query }: { query: object }) => [query]),
    handle: async ({ query, caller }) => ({ status: 200, body: { query, caller } }),
  }),
  route({
    method: 'get',
    path: '/api/parcels/:id',
    summary: 'Shows a parcel',
    who: ['customer', 'manager'],
    params,
    answers: { 200: z.unknown() },
    opens: async ({ id }, token) => id === parcelId && token === 'opensesame',
    handle: async ({ params: { id }, caller }) => ({ status: 200, body: { id, caller } }),
  }),
  route({
    method: 'post',
    path: '/api/parcels/:id/return',
    summary: 'Returns a parcel',
    who: ['manager'],
    params,
    about: ({ id }) => `parcel/${id}`,
    answers: { 200: z.unknown() },
    handle: async () => ({ status: 200, body: {} }),
  }),
  route({
    method: 'post',
    path: '/api/parcels/:id/fail/:how',
    summary: 'Fails',
    who: 'anyone',
    answers: {},
    params: z.object({ id: z.string(), how: z.string() }),
    handle: async ({ params: { how } }) => {
      if (how === 'deadlock' && (deadlocks -= 1) >= 0) throw Object.assign(new Error('deadlock'), { code: '40P01' });
      if (how === 'deadlock') return { status: 200, body: {} };
      if (how === 'bug') throw new TypeError('secret inner workings');
      if (how === 'database') throw Object.assign(new Error('starting up'), { code: '57P03' });
      throw refusal(how, how === 'conflict' ? { status: 'gone' } : undefined);
    },
  }),
];

describe('the HTTP edge', () => {
  let data: TestDatabase;
  let http: HttpServer;
  let keys: Server;
  let key: CryptoKey;
  let base: string;

  beforeAll(async () => {
    data = await testDatabase({ name: 'http' });
    const pair = await generateKeyPair('ES256');
    key = pair.privateKey;
    const jwks = JSON.stringify({ keys: [{ ...(await exportJWK(pair.publicKey)), kid: 'k1', alg: 'ES256' }] });
    keys = createServer((_, response) => response.end(jwks)).listen(0);
    const router = serviceRouter(
      routes,
      { parts: {}, database: data.database, tokens: tokens(), once: neverAsked },
      silentLogger,
    );
    http = await serveHttp({ services: [{ router }], port: 0, logger: silentLogger });
    base = `http://127.0.0.1:${http.port}`;
  });

  afterAll(async () => {
    await http.stop();
    keys.closeAllConnections();
    keys.close();
    await data.drop();
  });

  const tokens = () => {
    const keysUrl = `http://127.0.0.1:${(keys.address() as AddressInfo).port}/`;
    return staffTokens({ issuer, keysUrl, audience: 'parcels' });
  };

  const token = (roles: readonly Role[], changes: { issuer?: string; audience?: string; expires?: string } = {}) =>
    new SignJWT({ roles })
      .setProtectedHeader({ alg: 'ES256', kid: 'k1' })
      .setSubject('someone')
      .setIssuer(changes.issuer ?? issuer)
      .setAudience(changes.audience ?? 'parcels')
      .setExpirationTime(changes.expires ?? '1 minute')
      .sign(key);

  const bearer = async (...args: Parameters<typeof token>) => ({ authorization: `Bearer ${await token(...args)}` });

  const call = async (method: string, path: string, init: { headers?: Record<string, string>; body?: string } = {}) => {
    const response = await fetch(`${base}${path}`, { method, ...init });
    const text = await response.text();
    return {
      response,
      status: response.status,
      body: (text ? JSON.parse(text) : undefined) as Record<string, unknown>,
    };
  };

  const json = (body: unknown, headers: Record<string, string> = {}) => ({
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

  const goodDraft = { to: { city: 'Springfield' }, lines: [{ name: 'book', grams: 300 }] };

  it('answers what a route answers', async () => {
    const { status, response } = await call('POST', '/api/parcels', json(goodDraft));
    expect(status).toBe(201);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('x-powered-by')).toBeNull();
  });

  it.each([
    ['malformed JSON', json('{"to":'), 400, 'malformed-json'],
    [
      'another content type',
      { headers: { 'content-type': 'text/plain' }, body: 'hello' },
      415,
      'unsupported-media-type',
    ],
    ['an unknown encoding', json(goodDraft, { 'content-encoding': 'zip' }), 415, 'unsupported-media-type'],
    ['a body of 5 MB', json('x'.repeat(5_000_000)), 413, 'body-too-large'],
    ['no body', {}, 400, 'body-required'],
    ['a body that is no object', json('7'), 400, 'invalid-input'],
  ])('refuses %s', async (_, init, status, code) => {
    const answered = await call('POST', '/api/parcels', init);
    expect(answered.response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(answered.body).toMatchObject({ status, code, type: 'about:blank', detail: expect.any(String) });
    expect(answered.status).toBe(status);
  });

  it('names everything wrong with a body, at any depth, unknown fields too', async () => {
    const { status, body } = await call(
      'POST',
      '/api/parcels',
      json({ to: { city: 7, street: 'x' }, lines: [{ name: '', grams: -1, price: 1 }], colour: 'red' }),
    );
    expect(status).toBe(400);
    const paths = (body['errors'] as { path: string }[]).map(({ path }) => path).sort();
    expect(paths).toEqual(['colour', 'lines[0].grams', 'lines[0].name', 'lines[0].price', 'to.city', 'to.street']);
  });

  it.each([
    ['text/csv', 'text/csv', 'status,since\r\nhere,\r\n'],
    ['text/csv, application/json;q=0.5', 'text/csv', 'status,since\r\nhere,\r\n'],
    ['*/*', 'application/json', undefined],
    ['application/json, text/csv', 'application/json', undefined],
    ['image/png', 'application/json', undefined],
  ])('answers a table to who accepts %s as %s', async (accept, type, table) => {
    const { authorization } = await bearer(['manager']);
    const response = await fetch(`${base}/api/parcels?status=here`, { headers: { accept, authorization } });
    expect(response.headers.get('content-type')).toBe(`${type}; charset=utf-8`);
    expect(response.headers.get('vary')).toBe('Accept');
    const text = await response.text();
    expect(text).toBe(table ?? text);
  });

  it.each([
    ['csv', 'application/json', 'text/csv', 'status,since\r\nhere,\r\n'],
    ['json', 'text/csv', 'application/json', '{"query":{"status":"here"}'],
  ])('answers as its query says with format=%s, whatever Accept says', async (format, accept, type, begins) => {
    const { authorization } = await bearer(['manager']);
    const path = `/api/parcels?status=here&format=${format}`;
    const response = await fetch(`${base}${path}`, { headers: { accept, authorization } });
    expect(response.headers.get('content-type')).toBe(`${type}; charset=utf-8`);
    expect((await response.text()).slice(0, begins.length)).toBe(begins);
  });

  it('refuses a format that it does not know, and any where there is but one', async () => {
    const headers = await bearer(['manager']);
    const unknown = { status: 400, code: 'invalid-input', errors: [{ path: 'format' }] };
    expect((await call('GET', '/api/parcels?format=xml', { headers })).body).toMatchObject(unknown);
    expect((await call('GET', '/api/parcels?format=csv&format=json', { headers })).body).toMatchObject(unknown);
  });

  it('refuses an unknown path, a wrong method, a path that is no path', async () => {
    expect((await call('GET', '/api/nothing')).body).toMatchObject({ status: 404, code: 'unknown-path' });
    const wrong = await call('DELETE', '/api/parcels');
    expect(wrong.body).toMatchObject({ status: 405, code: 'method-not-allowed' });
    expect(wrong.response.headers.get('allow')).toBe('POST, GET, HEAD');
    expect((await call('GET', '/api/parcels/%E0%A4%A')).body).toMatchObject({ status: 400, code: 'malformed-path' });
  });

  it('refuses a path or a query that does not fit', async () => {
    const headers = await bearer(['manager']);
    const badId = await call('GET', '/api/parcels/4711', { headers });
    expect(badId.body).toMatchObject({ status: 400, code: 'invalid-input', errors: [{ path: 'id' }] });
    const badQuery = await call('GET', '/api/parcels?status=lost&page=2', { headers });
    expect(badQuery.body).toMatchObject({ status: 400, errors: [{ path: 'status' }, { path: 'page' }] });
  });

  it('asks staff for a token', async () => {
    const { body, response } = await call('GET', '/api/parcels');
    expect(body).toMatchObject({ status: 401, code: 'credentials-required' });
    expect(response.headers.get('www-authenticate')).toBe('Bearer realm="pizzeria"');
  });

  it.each([
    ['of another issuer', () => token(['manager'], { issuer: 'https://evil.example.com/' })],
    ['for another audience', () => token(['manager'], { audience: 'letters' })],
    ['that is over', () => token(['manager'], { expires: '-1 minute' })],
    ['with a broken signature', async () => `${(await token(['manager'])).slice(0, -4)}AAAA`],
    ['that is none', () => 'nonsense'],
  ])('refuses a token %s', async (_, made) => {
    const { body, response } = await call('GET', '/api/parcels', {
      headers: { authorization: `Bearer ${await made()}` },
    });
    expect(body).toMatchObject({ status: 401 });
    expect(response.headers.get('www-authenticate')).toContain('error="invalid_token"');
  });

  it('lets in the roles that a route names and no other', async () => {
    const courier = await call('GET', '/api/parcels?status=here', { headers: await bearer(['courier']) });
    expect(courier.body).toEqual({
      query: { status: 'here' },
      caller: { kind: 'staff', id: 'someone', roles: ['courier'] },
    });
    expect((await call('GET', '/api/parcels', { headers: await bearer(['kitchen']) })).body).toMatchObject({
      status: 403,
      code: 'role-required',
    });
    expect((await call('GET', '/api/parcels', { headers: await bearer([]) })).status).toBe(403);
  });

  it('lets a tracking token open its one thing', async () => {
    const opened = await call('GET', `/api/parcels/${parcelId}`, { headers: { 'tracking-token': 'opensesame' } });
    expect(opened.body).toEqual({ id: parcelId, caller: { kind: 'customer' } });
    const wrong = await call('GET', `/api/parcels/${parcelId}`, { headers: { 'tracking-token': 'guess' } });
    expect(wrong.body).toMatchObject({ status: 403, code: 'tracking-token-refused' });
    expect((await call('GET', '/api/parcels', { headers: { 'tracking-token': 'opensesame' } })).status).toBe(401);
  });

  it('says what a request is about by an id that fits, and nothing of one that does not', async () => {
    const telemetry = inMemoryTelemetry();
    const asked: string[] = [];
    const logged: object[] = [];
    const traceOf = async (subject: string) => {
      asked.push(subject);
      return undefined;
    };
    const logger = { ...silentLogger, info: (fields: object) => void logged.push({ ...fields, ...logContext() }) };
    const kit = { parts: {}, database: data.database, tokens: tokens(), once: neverAsked, traceOf };
    const server = await serveHttp({ services: [{ router: serviceRouter(routes, kit, logger) }], port: 0, logger });
    try {
      for (const id of ['%2B14155550123', '%00', parcelId])
        await fetch(`http://127.0.0.1:${server.port}/api/parcels/${id}/return`, { method: 'POST' });
      const said = logged.map((fields) => 'parcelId' in fields && fields.parcelId);
      expect(said).toEqual([false, false, parcelId]);
      const traced = telemetry.spans().map(({ attributes }) => attributes['pizzeria.parcel.id']);
      expect(traced).toEqual([undefined, undefined, parcelId]);
      expect(asked).toEqual([`parcel/${parcelId}`]);
    } finally {
      await server.stop();
      await telemetry.stop();
    }
  });

  it.each([
    ['conflict', 409, { state: { status: 'gone' } }],
    ['not-found', 404, {}],
    ['invalid', 422, {}],
    ['forbidden', 403, {}],
  ])('answers a refusal of kind %s with %i', async (kind, status, more) => {
    const { body } = await call('POST', `/api/parcels/1/fail/${kind}`);
    expect(body).toMatchObject({ status, code: 'it-left', detail: 'It has left.', ...more });
  });

  it("answers 503 with Retry-After while the issuer's keys cannot be read", async () => {
    const tokens = staffTokens({ issuer, keysUrl: 'http://127.0.0.1:1/', audience: 'parcels' });
    const router = serviceRouter(
      routes,
      { parts: {}, database: data.database, tokens, once: neverAsked },
      silentLogger,
    );
    const keyless = await serveHttp({ services: [{ router }], port: 0, logger: silentLogger });
    const response = await fetch(`http://127.0.0.1:${keyless.port}/api/parcels`, {
      headers: await bearer(['manager']),
    });
    expect(response.headers.get('retry-after')).toBe('5');
    expect(await response.json()).toMatchObject({ status: 503, code: 'issuer-unavailable' });
    await keyless.stop();
  });

  it('answers 503 with Retry-After while the database is away', async () => {
    const { body, response } = await call('POST', '/api/parcels/1/fail/database');
    expect(body).toMatchObject({ status: 503, code: 'database-unavailable' });
    expect(response.headers.get('retry-after')).toBe('2');
  });

  it.each([
    [2, 200],
    [3, 500],
  ])('runs the victim of %i deadlocks again, three times in all: %i', async (times, status) => {
    deadlocks = times;
    expect((await call('POST', '/api/parcels/1/fail/deadlock')).status).toBe(status);
  });

  it('tells nobody about a bug but its id', async () => {
    const { body } = await call('POST', '/api/parcels/1/fail/bug');
    expect(body).toEqual({
      type: 'about:blank',
      title: 'Internal Server Error',
      status: 500,
      code: 'internal',
      errorId: expect.any(String),
    });
  });

  it('says which port is in use and what to do', async () => {
    await expect(serveHttp({ services: [], port: http.port, logger: silentLogger })).rejects.toThrow(
      `Port ${http.port} for the HTTP API is in use. Stop what listens there, or set PORT to another port.`,
    );
  });
});
