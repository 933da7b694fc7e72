import express, { type Request, type RequestHandler, type Response } from 'express';
import { HttpProblem, type Refusals } from './problems';

/** Bytes a request's body may have. */
export const maxBodyBytes = 100_000;

/** How `readBody` refuses. */
export const bodyRefusals: Refusals = {
  400: ['malformed-json', 'body-cut-off'],
  413: ['body-too-large'],
  415: ['unsupported-media-type'],
};

/** Bytes a form may have: it comes from anybody, before anything is known of them. */
export const maxFormBytes = 20_000;

/** How `readForm` refuses. */
export const formRefusals: Refusals = {
  400: ['malformed-form', 'body-cut-off'],
  413: ['body-too-large'],
  415: ['unsupported-media-type'],
};

const json = express.json({ limit: maxBodyBytes, strict: false });
const form = express.text({ limit: maxFormBytes, type: 'application/x-www-form-urlencoded' });

/**
 * Reads a JSON body: 415 for another content type, 413 above 100 kB, 400 for malformed JSON and for a body that the
 * client broke off. Undefined when there is no body at all.
 */
export const readBody = (request: Request, response: Response): Promise<unknown> =>
  readAs('application/json', json, refusalOf, request, response);

/**
 * Reads a form as its fields, each a text: 415 for another content type, 413 above 20 kB, 400 for a field that comes
 * twice and for a body that the client broke off. Undefined when there is no body at all.
 */
export const readForm = async (request: Request, response: Response): Promise<unknown> => {
  const text = await readAs('application/x-www-form-urlencoded', form, formRefusalOf, request, response);
  if (typeof text !== 'string') return undefined;
  const fields = [...new URLSearchParams(text)];
  const read = new Map(fields);
  if (read.size < fields.length) throw new HttpProblem(400, 'malformed-form', 'A field of the form comes twice.');
  return Object.fromEntries(read);
};

const readAs = async (
  contentType: string,
  parse: RequestHandler,
  refusal: (error: unknown) => HttpProblem,
  request: Request,
  response: Response,
): Promise<unknown> => {
  if (!hasBody(request)) return undefined;
  if (request.is(contentType) === false)
    throw new HttpProblem(415, 'unsupported-media-type', `The body must be ${contentType}.`, {
      headers: { Accept: contentType },
    });
  await new Promise<void>((resolve, reject) =>
    parse(request, response, (error: unknown) => (error === undefined ? resolve() : reject(refusal(error)))),
  );
  // The parser takes a request whose connection has ended for one that was read before, and says nothing: what such a
  // client wanted is not known, and must not be taken for a request without a body.
  if (request.body === undefined) throw new HttpProblem(400, 'body-cut-off', 'The request ended before its body.');
  return request.body as unknown;
};

const hasBody = ({ headers }: Request): boolean =>
  headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0';

const refusalOf = (error: unknown): HttpProblem => {
  const { status } = error as { readonly status?: number };
  if (status === 413)
    return new HttpProblem(413, 'body-too-large', `The body is larger than ${maxBodyBytes / 1_000} kB.`);
  if (status === 415)
    return new HttpProblem(415, 'unsupported-media-type', 'The body must be UTF-8 JSON, not or plainly encoded.');
  return new HttpProblem(400, 'malformed-json', 'The body is no valid JSON.');
};

const formRefusalOf = (error: unknown): HttpProblem => {
  const { status } = error as { readonly status?: number };
  if (status === 413)
    return new HttpProblem(413, 'body-too-large', `The form is larger than ${maxFormBytes / 1_000} kB.`);
  if (status === 415)
    return new HttpProblem(415, 'unsupported-media-type', 'The form must be UTF-8, not or plainly encoded.');
  return new HttpProblem(400, 'malformed-form', 'The form cannot be read.');
};
