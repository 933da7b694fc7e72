import type { OpenApiDocument } from '@pizzeria/service';

type Paths = NonNullable<OpenApiDocument['paths']>;
type Documented = NonNullable<Paths[string]['get']>;
type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** One documented operation. */
export interface Operation {
  readonly method: Method;
  /** `/api/orders/{id}` */
  readonly template: string;
  readonly documented: Documented;
  readonly document: OpenApiDocument;
  /** By status. */
  readonly answers: Readonly<Record<string, DocumentedAnswer>>;
}

export interface DocumentedAnswer {
  readonly contentType: string;
  readonly schema: Readonly<Record<string, unknown>>;
  readonly requiredHeaders: readonly string[];
  /** Of a problem, the codes it may have. */
  readonly codes: readonly string[];
}

/** The operations of documents, those without parameters in their path first. */
export const operationsOf = (documents: readonly OpenApiDocument[]): readonly Operation[] =>
  documents
    .flatMap((document) =>
      Object.entries(document.paths ?? {}).flatMap(([template, item]) =>
        (['get', 'post', 'put', 'delete'] as const).flatMap((method) => {
          const documented = item[method];
          if (!documented) return [];
          return [
            { method: method.toUpperCase() as Method, template, documented, document, answers: answersOf(documented) },
          ];
        }),
      ),
    )
    .sort((a, b) => parametersIn(a.template) - parametersIn(b.template));

/** The operation that a request is for: a path without parameters wins. */
export const operationFor = (operations: readonly Operation[], method: string, path: string): Operation | undefined => {
  const [pathname = ''] = path.split('?');
  return operations.find((one) => one.method === method && patternOf(one.template).test(pathname));
};

/** The operation's path with this in place of every parameter. */
export const pathOf = ({ template }: Operation, parameter: string): string => template.replace(/\{\w+\}/g, parameter);

const parametersIn = (template: string): number => template.split('{').length - 1;
const patternOf = (template: string): RegExp => new RegExp(`^${template.replace(/\{\w+\}/g, '[^/]+')}$`);

const answersOf = ({ responses = {} }: Documented): Operation['answers'] =>
  Object.fromEntries(Object.entries(responses).map(([status, response]) => [status, answerOf(response as Response)]));

interface Response {
  readonly content: Readonly<Record<string, { readonly schema: DocumentedAnswer['schema'] }>>;
  readonly headers?: Readonly<Record<string, { readonly required?: boolean }>>;
}

const answerOf = ({ content, headers = {} }: Response): DocumentedAnswer => {
  const [[contentType, { schema }] = ['', { schema: {} }]] = Object.entries(content);
  const [, own] = (schema['allOf'] ?? []) as readonly { properties: { code: { enum: readonly string[] } } }[];
  return {
    contentType,
    schema,
    requiredHeaders: Object.entries(headers).flatMap(([name, { required }]) => (required ? [name] : [])),
    codes: own?.properties.code.enum ?? [],
  };
};
