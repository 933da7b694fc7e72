import type { OpenApiDocument } from '@pizzeria/service';
import type { Call } from '@pizzeria/service/testing';
import { ledgerOf } from './ledger';
import { operationsOf } from './operations';

const json = (schema: object) => ({ 'application/json': { schema } });
const problem = {
  allOf: [{ $ref: '#/components/schemas/Problem' }, { properties: { code: { enum: ['gone', 'late'] } } }],
};

const document = {
  openapi: '3.1.0',
  info: { title: 'parcels', version: '1' },
  paths: {
    '/parcels/{id}': {
      get: {
        responses: {
          200: { description: 'Done.', content: json({ type: 'object', properties: { id: {} }, required: ['id'] }) },
          404: {
            description: 'gone',
            headers: { 'Retry-After': { required: true } },
            content: { 'application/problem+json': { schema: problem } },
          },
        },
      },
    },
    '/parcels/all': { get: { responses: { 200: { description: 'Done.', content: json({ type: 'array' }) } } } },
  },
  components: { schemas: { Problem: { type: 'object', properties: { title: {} }, required: ['title'] } } },
} as unknown as OpenApiDocument;

const ledgerWhere = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}) => {
  const type = status < 400 ? 'application/json; charset=utf-8' : 'application/problem+json';
  const call = (async () => ({ status, body, headers: new Headers({ 'content-type': type, ...headers }) })) as Call;
  return ledgerOf(operationsOf([document]), call);
};
const gone = { title: 'Not Found', code: 'gone' };

it('what was answered as documented is no longer missing', async () => {
  const ledger = ledgerWhere(404, gone, { 'retry-after': '2' });
  const all = [
    'GET /parcels/all 200',
    'GET /parcels/{id} 200',
    'GET /parcels/{id} 404 gone',
    'GET /parcels/{id} 404 late',
  ];
  expect(ledger.missing()).toEqual(all);
  await ledger.call('GET', '/parcels/7?x=y');
  expect(ledger.missing()).toEqual(all.filter((answer) => !answer.endsWith('gone')));
});

it('a path without parameters is taken for itself', async () => {
  const ledger = ledgerWhere(200, []);
  await ledger.call('GET', '/parcels/all');
  expect(ledger.missing()).not.toContain('GET /parcels/all 200');
});

it.each<[string, ReturnType<typeof ledgerWhere>, string]>([
  ['a status', ledgerWhere(204, undefined), 'no such status'],
  ['a content type', ledgerWhere(200, { id: 7 }, { 'content-type': 'text/html' }), 'content type is text/html'],
  ['a body', ledgerWhere(200, { number: 7 }), "must have required property 'id'"],
  ['a code', ledgerWhere(404, { ...gone, code: 'lost' }, { 'retry-after': '2' }), 'must be equal to one of'],
  ['a problem', ledgerWhere(404, { code: 'gone' }, { 'retry-after': '2' }), "must have required property 'title'"],
  ['a header', ledgerWhere(404, gone), 'lacks the header Retry-After'],
])('%s that is not documented is refused', async (_, ledger, why) => {
  await expect(ledger.call('GET', '/parcels/7')).rejects.toThrow(why);
});

it('an operation that is not documented is refused', async () => {
  await expect(ledgerWhere(200, []).call('POST', '/parcels/all')).rejects.toThrow(
    'No document knows POST /parcels/all',
  );
});
