import type { CallOptions } from '@pizzeria/service/testing';
import { anOrder } from '../orders';
import { anExtra, anIngredient, aPizza } from './menu-entries';
import { pathOf, type Operation } from './operations';

/** One call that is refused whatever the operation does. */
export type ClumsyCall = readonly [path: string, options: CallOptions];

/** An id of nothing. */
export const unknownId = '0190a6f2-0000-7000-8000-000000000001';

/** A key that was used for another request, by a manager at every service and by a customer. */
export const usedKey = 'used-before';

const json = { 'content-type': 'application/json' };
const form = { 'content-type': 'application/x-www-form-urlencoded' };

/** Every call that must fail because of what kind of operation it is: credentials, path, query, body, key. */
export const clumsyCalls = (operation: Operation): readonly ClumsyCall[] => {
  const line = operation.template.replace('{line}', '1');
  const path = `${pathOf({ ...operation, template: line }, unknownId)}${neededQuery(operation)}`;
  return [
    ...withoutRights(operation, path),
    ...misspelt(operation, path),
    ...(operation.method === 'GET' ? [] : takesForm(operation) ? unusableForms(path) : unusable(operation, path)),
  ];
};

const rights = ({ documented }: Operation): CallOptions => (documented.security?.length === 0 ? {} : { as: 'manager' });

const withoutRights = ({ documented: { security = [] } }: Operation, path: string): readonly ClumsyCall[] => {
  if (security.length === 0) return [];
  const byToken = security.some((scheme) => 'trackingToken' in scheme);
  return [[path, {}], [path, { as: [] }], ...(byToken ? [[path, { tracking: 'guess' }] as const] : [])];
};

const misspelt = (operation: Operation, path: string): readonly ClumsyCall[] => {
  const has = (where: string) =>
    operation.documented.parameters?.some((parameter) => 'in' in parameter && parameter.in === where);
  const inPath = ['%E0%A4%A', '!!'].map((wrong) => [pathOf(operation, wrong), rights(operation)] as const);
  return [
    ...(has('path') ? inPath : []),
    ...(has('query') ? [[`${path.split('?')[0]}?nonsense=1`, rights(operation)] as const] : []),
  ];
};

const unusable = (operation: Operation, path: string): readonly ClumsyCall[] => {
  const sent = rights(operation);
  const body = bodyOf(operation);
  return [
    [path, { ...sent, raw: '{', headers: json }],
    [path, { ...sent, body: { nonsense: true } }],
    [path, { ...sent, raw: 'please', headers: { 'content-type': 'text/plain' } }],
    [path, { ...sent, body: { padding: 'x'.repeat(100_000) } }],
    [path, { ...sent, body, key: 'k'.repeat(256) }],
    [path, { ...sent, body, key: usedKey }],
    ...(operation.documented.requestBody && 'required' in operation.documented.requestBody
      ? operation.documented.requestBody.required
        ? [[path, sent] as const]
        : []
      : []),
  ];
};

/** A query where one is required, so that the rest of the call is looked at. */
const neededQuery = ({ documented: { parameters = [] } }: Operation): string => {
  const needed = parameters.flatMap((one) => ('in' in one && one.in === 'query' && one.required ? [one.name] : []));
  return needed.length === 0 ? '' : `?${needed.map((name) => `${name}=${unknownId}`).join('&')}`;
};

const takesForm = ({ documented: { requestBody } }: Operation): boolean =>
  requestBody !== undefined && 'content' in requestBody && form['content-type'] in requestBody.content;

const unusableForms = (path: string): readonly ClumsyCall[] => [
  [path, {}],
  [path, { raw: 'a=1', headers: json }],
  [path, { raw: 'a=1&a=2', headers: form }],
  [path, { raw: 'a=%00', headers: form }],
  [path, { raw: `a=${'x'.repeat(100_000)}`, headers: form }],
  [path, { raw: 'a=1', headers: form }],
];

/** A body that fits; undefined where none is needed. */
const bodyOf = ({ method, template }: Operation): object | undefined =>
  bodies.find(([operation]) => `${method} ${template}`.endsWith(operation))?.[1];

const bodies: readonly (readonly [operation: string, body: object])[] = [
  ['POST /api/orders', anOrder()],
  ['/api/orders/{id}/cancel', { reason: 'Too late.' }],
  ['/api/orders/{id}/payments', { method: 'cash', amount: { amount: 100, currency: 'USD' } }],
  ['/api/orders/{id}/refunds', { method: 'cash', amount: { amount: 100, currency: 'USD' }, reason: 'It was cold.' }],
  ['/api/orders/{id}/undeliverable', { reason: 'Nobody opened the door.' }],
  ['/api/shop/settings', { pausedUntil: null }],
  ['/api/customers', { name: 'Ada', phone: '+14155550123' }],
  ['/api/menu/items/{sku}', aPizza],
  ['/api/menu/extras/{sku}', anExtra],
  ['/api/menu/ingredients/{id}', anIngredient],
  ['/recall', { reason: 'It is not ready.' }],
  ['/bump', { station: 'make' }],
  ['/unbump', { station: 'make' }],
  [
    '/api/inventory/ingredients/{id}',
    { name: 'Gold', unit: 'g', threshold: 0, par: 1, supplier: { id: 'greengrocer' } },
  ],
  ['/api/inventory/recipes/{sku}', { portions: [{ ingredients: [{ ingredientId: 'basil', quantity: 1 }] }] }],
  ['/adjustments', { kind: 'count', quantity: 1 }],
  ['/dead-letters/replay', { all: true, dryRun: true }],
  ['/dead-letters/{id}', { reason: 'Nobody needs it.' }],
];
