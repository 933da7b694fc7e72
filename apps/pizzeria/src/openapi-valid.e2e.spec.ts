import { validate } from '@hyperjump/json-schema/openapi-3-1';
import type { OpenApiDocument } from '@pizzeria/service';
import { definitions } from './start-pizzeria';
import { openShop, type Shop } from './testing/open-shop';

/** The OpenAPI Initiative's own schema of documents, 2022-10-07, with JSON Schema's for the schemas in them. */
const official = 'https://spec.openapis.org/oas/3.1/schema-base';
const errorsOf = async (document: string): Promise<readonly unknown[]> => {
  const read = await validate(official, JSON.parse(document), 'BASIC');
  return read.valid ? [] : (read.errors ?? ['it is not valid']);
};

describe('the OpenAPI document', () => {
  let shop: Shop;
  const get = async (service: string) => (await shop.call<OpenApiDocument>('GET', `/api/${service}/openapi.json`)).body;
  beforeAll(async () => {
    shop = await openShop('in memory');
  });
  afterAll(() => shop.close());

  it.each(definitions.map(({ name }) => name))('of %s is valid by the schema of its specification', async (service) => {
    const document = await get(service);
    expect(document).toMatchObject({ openapi: '3.1.0', info: { title: service } });
    expect(Object.keys(document.paths ?? {}).length).toBeGreaterThan(5);
    expect(await errorsOf(JSON.stringify(document))).toEqual([]);
  });

  it('would be refused without descriptions of its answers, and with a type that is none', async () => {
    const text = JSON.stringify(await get('orders'));
    expect(await errorsOf(text.replace('"description":"Done."', '"says":"Done."'))).not.toEqual([]);
    expect(await errorsOf(text.replace('"type":"integer"', '"type":"whole"'))).not.toEqual([]);
  });

  it('says who may call, what is sent and every way to be refused', async () => {
    const cancel = (await get('orders')).paths?.['/api/orders/{id}/cancel']?.post;
    expect(cancel?.security).toEqual([{ bearer: [] }, { trackingToken: [] }]);
    expect(cancel?.parameters).toMatchObject([
      { in: 'path', name: 'id', required: true },
      { in: 'header', name: 'Idempotency-Key' },
    ]);
    expect(cancel?.requestBody).toMatchObject({
      required: true,
      content: { 'application/json': { schema: { required: ['reason'], additionalProperties: false } } },
    });
    const statuses = ['200', '400', '401', '403', '404', '409', '413', '415', '422', '500', '503'];
    expect(Object.keys(cancel?.responses ?? {})).toEqual(statuses);
  });
});
