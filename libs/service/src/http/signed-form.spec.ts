import type { Database } from '@pizzeria/postgres';
import { z } from 'zod';
import type { StaffTokens } from '../auth/staff-tokens';
import { silentLogger } from '../logging/pino-logger';
import { openApiOf } from './openapi';
import { route } from './route';
import { serviceRouter } from './router';
import { serveHttp, type HttpServer } from './serve-http';

const carrier = route({
  method: 'post',
  path: '/api/parcels/carrier',
  summary: 'What the carrier reports',
  who: 'anyone',
  query: z.object({ parcel: z.string() }),
  body: z.record(z.string(), z.string()),
  form: {
    header: 'X-Carrier-Signature',
    signed: async ({ pathAndQuery, fields, signature }) => signature === `${pathAndQuery} ${fields['Status'] ?? ''}`,
  },
  speaks: 'text/xml',
  answers: { 200: z.string() },
  handle: async ({ query, body }) => ({ status: 200, body: `<at>${query.parcel} ${body['Status'] ?? ''}</at>` }),
});

describe('a route that takes signed forms', () => {
  let http: HttpServer;
  let transactions = 0;
  beforeAll(async () => {
    const database = {
      transaction: (work: () => unknown) => {
        transactions += 1;
        return work();
      },
    } as unknown as Database;
    const once = () => Promise.reject(new Error('a form has no key'));
    const kit = { parts: {}, database, tokens: {} as StaffTokens, once, checkAnswers: true };
    const router = serviceRouter([carrier], kit, silentLogger);
    http = await serveHttp({ services: [{ router }], port: 0, logger: silentLogger });
  });
  afterAll(() => http.stop());
  beforeEach(() => {
    transactions = 0;
  });

  const type = 'application/x-www-form-urlencoded';
  const path = '/api/parcels/carrier?parcel=7';
  const post = async (body: string | undefined, headers: Readonly<Record<string, string>> = {}) => {
    const response = await fetch(`http://127.0.0.1:${http.port}${path}`, { method: 'POST', body, headers });
    return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
  };
  const signature = { 'x-carrier-signature': `${path} at the door` };

  it('reads the fields of who signed them, and answers in the text that it speaks', async () => {
    const headers = { 'content-type': type, ...signature, 'idempotency-key': 'unused' };
    expect(await post('Status=at+the%20door&More=1', headers)).toEqual({
      status: 200,
      type: 'text/xml; charset=utf-8',
      text: '<at>7 at the door</at>',
    });
    expect(transactions).toBe(1);
  });

  it.each([
    ['nobody signed', 'Status=gone', { 'content-type': type }, 403, 'signature-refused'],
    ['is signed for other fields', 'Status=gone', { 'content-type': type, ...signature }, 403, 'signature-refused'],
    ['has a field twice', 'Status=gone&Status=here', { 'content-type': type, ...signature }, 400, 'malformed-form'],
    ['is no form', '{}', { 'content-type': 'application/json', ...signature }, 415, 'unsupported-media-type'],
    ['is too large', `Status=${'x'.repeat(20_000)}`, { 'content-type': type }, 413, 'body-too-large'],
    ['is not there', undefined, { ...signature }, 400, 'body-required'],
    ['holds a control character', 'Status=%00', { 'content-type': type }, 400, 'invalid-input'],
  ])('refuses one that %s, before it asks the database for anything', async (_, body, headers, status, code) => {
    const answer = await post(body, headers as unknown as Readonly<Record<string, string>>);
    expect(answer).toMatchObject({ status, type: expect.stringContaining('application/problem+json') });
    expect(JSON.parse(answer.text)).toMatchObject({ code });
    expect(transactions).toBe(0);
  });

  it('says so in its document', () => {
    const operation = openApiOf('parcels', [carrier]).paths?.['/api/parcels/carrier']?.post;
    expect(operation?.requestBody).toMatchObject({ required: true, content: { [type]: {} } });
    expect(operation?.parameters).toContainEqual(
      expect.objectContaining({ in: 'header', name: 'X-Carrier-Signature' }),
    );
    expect(operation?.responses).toMatchObject({ 200: { content: { 'text/xml': { schema: { type: 'string' } } } } });
    expect(Object.keys(operation?.responses ?? {})).toEqual(['200', '400', '403', '413', '415', '500', '503']);
  });
});
