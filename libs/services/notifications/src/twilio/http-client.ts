import type { RequestClient } from 'twilio';
import { SendFailed } from '../use-cases/send-errors';
import { failureOf } from './answers';

type Options = Parameters<RequestClient['request']>[0];
type Twilio = typeof import('twilio');

/**
 * What the Twilio SDK makes its HTTP requests with: bounded by a signal, which the SDK's own is not, and telling a
 * request that cannot have arrived from one whose answer got lost. `baseUrl` replaces scheme, host and port.
 */
export const httpClient = (twilio: Twilio, signal: AbortSignal, baseUrl?: string): RequestClient => {
  class BoundedClient extends twilio.RequestClient {
    override async request<Data>(options: Options) {
      const response = await call(options, signal, baseUrl).catch((error: unknown) => {
        throw connectionFailure(error);
      });
      const body = await response.text().catch(() => {
        throw new SendFailed('answer-lost', true);
      });
      const failure = failureOf(response.status, body, response.headers.get('retry-after'));
      if (failure !== undefined) throw failure;
      return {
        statusCode: response.status,
        body: body as Data,
        headers: {},
        toString: () => `HTTP ${response.status}`,
      };
    }
  }
  return new BoundedClient();
};

const call = (options: Options, signal: AbortSignal, baseUrl?: string): Promise<Response> => {
  const url = new URL(options.uri);
  if (baseUrl !== undefined) {
    const base = new URL(baseUrl);
    url.protocol = base.protocol;
    url.host = base.host;
    url.port = base.port;
  }
  for (const [name, value] of Object.entries(options.params ?? {})) url.searchParams.append(name, String(value));
  const credentials = Buffer.from(`${options.username}:${options.password}`).toString('base64');
  return fetch(url, {
    method: options.method.toUpperCase(),
    headers: { ...(options.headers as Record<string, string>), Authorization: `Basic ${credentials}` },
    body: options.data === undefined ? undefined : form(options.data as Record<string, unknown>),
    signal,
  });
};

const form = (data: Readonly<Record<string, unknown>>): URLSearchParams =>
  new URLSearchParams(
    Object.entries(data).flatMap<[string, string]>(([name, value]) => (value == null ? [] : [[name, String(value)]])),
  );

/** Errors of a connection that was never made: the provider cannot have seen the request. */
const neverConnected = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

const connectionFailure = (error: unknown): SendFailed => {
  const { name, cause } = error as { name?: string; cause?: { code?: string } };
  const code = cause?.code ?? name ?? 'unknown';
  return new SendFailed(code, !neverConnected.has(code));
};
