import { Ajv2020 } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { z } from 'zod';
import type { HttpNeed } from './needs';

/** What is used of JSON Schema here. */
interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
}

/** What is used of an OpenAPI document. */
export interface Api {
  readonly paths?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, unknown>> };
}

interface Operation {
  readonly parameters?: readonly { readonly in?: string; readonly name?: string }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: object }>> };
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: Schema }>> }>
  >;
}

const json = 'application/json';

/** What a service's document does not offer of what is needed, one line each; empty when it offers all. */
export const unmet = (need: HttpNeed, api: Api): readonly string[] => {
  const operation = api.paths?.[need.path]?.[need.method] as Operation | undefined;
  if (!operation) return ['there is no such operation'];
  const known = (operation.parameters ?? []).filter((one) => one.in === 'query').map(({ name }) => name);
  return [
    ...(need.query ?? []).filter((name) => !known.includes(name)).map((name) => `it takes no query parameter ${name}`),
    ...refusedBody(need, operation, api),
    ...unread(need, operation, api),
  ];
};

const refusedBody = ({ sends }: HttpNeed, { requestBody }: Operation, { components }: Api): readonly string[] => {
  if (!sends) return [];
  const schema = requestBody?.content[json]?.schema;
  if (!schema) return ['it takes no body'];
  const ajv = new Ajv2020({ allErrors: true, strict: false });
  addFormats.default(ajv);
  const validate = ajv.compile({ ...schema, components });
  return validate(sends)
    ? []
    : (validate.errors ?? []).map(({ instancePath, message }) => `its body ${instancePath} ${message ?? 'is refused'}`);
};

const unread = ({ status, reads }: HttpNeed, { responses }: Operation, api: Api): readonly string[] => {
  const response = responses[String(status)];
  if (!response) return [`it never answers ${status}`];
  const offered = response.content?.[json]?.schema;
  if (!reads) return [];
  return offered
    ? missing(z.toJSONSchema(reads, { io: 'input' }) as Schema, offered, 'the answer', api)
    : ['it answers nothing'];
};

/** Where an answer may not be what is read of it. */
const missing = (wanted: Schema, given: Schema, path: string, api: Api): readonly string[] => {
  const offered = resolved(given, api);
  const variants = offered.anyOf ?? offered.oneOf;
  if (wanted.allOf) return wanted.allOf.flatMap((part) => missing(part, offered, path, api));
  if (variants) return variants.flatMap((variant) => missing(wanted, variant, path, api));
  if (wanted.type && offered.type !== wanted.type)
    return [`${path} is of type ${offered.type ?? 'any'}, not ${wanted.type}`];
  return [
    ...strangeValues(wanted, offered, path),
    ...(wanted.items ? missing(wanted.items, offered.items ?? {}, `${path}[]`, api) : []),
    ...Object.entries(wanted.properties ?? {}).flatMap(([name, field]) => {
      const at = `${path}.${name}`;
      const found = offered.properties?.[name];
      if (!found) return [`${at} is not there`];
      const maybe = wanted.required?.includes(name) && !offered.required?.includes(name);
      return maybe ? [`${at} may be missing`] : missing(field, found, at, api);
    }),
  ];
};

const strangeValues = (wanted: Schema, offered: Schema, path: string): readonly string[] => {
  if (!wanted.enum) return [];
  const values = offered.enum ?? (offered.const === undefined ? undefined : [offered.const]);
  if (!values) return [`${path} may be anything`];
  const strange = values.filter((value) => !wanted.enum?.includes(value));
  return strange.length > 0 ? [`${path} may be ${strange.join(', ')}`] : [];
};

const resolved = (schema: Schema, api: Api): Schema => {
  const name = schema.$ref?.replace('#/components/schemas/', '');
  return name === undefined ? schema : resolved((api.components?.schemas?.[name] ?? {}) as Schema, api);
};
