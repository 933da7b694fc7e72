import express, { type Request, type Response } from 'express';
import { HttpProblem, type Refusals } from './problems';

/** Bytes a request's body may have. */
export const maxBodyBytes = 100_000;

/** How `readBody` refuses. */
export const bodyRefusals: Refusals = {
  400: ['malformed-json', 'body-cut-off'],
  413: ['body-too-large'],
  415: ['unsupported-media-type'],
};

const json = express.json({ limit: maxBodyBytes, strict: false });

/**
 * Reads a JSON body: 415 for another content type, 413 above 100 kB, 400 for malformed JSON and for a body that the
 * client broke off. Undefined when there is no body at all.
 */
export const readBody = async (request: Request, response: Response): Promise<unknown> => {
  if (!hasBody(request)) return undefined;
  if (request.is('application/json') === false)
    throw new HttpProblem(415, 'unsupported-media-type', 'The body must be application/json.', {
      headers: { Accept: 'application/json' },
    });
  await new Promise<void>((resolve, reject) =>
    json(request, response, (error: unknown) => (error === undefined ? resolve() : reject(refusalOf(error)))),
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
