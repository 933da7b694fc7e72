import type { IncomingMessage, ServerResponse } from 'node:http';
import { listen, stopServer } from './listen';

export interface ManagementOptions {
  /** 0 takes any free port. */
  readonly port: number;
  /** All of them answer undefined while this process may be sent work, else why not. */
  readonly checks: readonly (() => string | undefined)[];
  /** Answers a scrape. */
  readonly metrics: (request: IncomingMessage, response: ServerResponse) => void;
}

export interface ManagementServer {
  readonly port: number;
  stop(): Promise<void>;
}

/**
 * What an operator's tools ask: `/healthz` (the process answers), `/readyz` (503 with reasons while it should be
 * sent no work), `/metrics`. Not for the public: it has a port of its own and no credentials.
 */
export const serveManagement = async ({ port, checks, metrics }: ManagementOptions): Promise<ManagementServer> => {
  const server = await listen(
    (request, response) => {
      const path = request.url?.split('?', 1)[0];
      if (path === '/metrics') metrics(request, response);
      else if (path === '/healthz') sendJson(response, 200, { status: 'alive' });
      else if (path === '/readyz') answerReadiness(response, checks);
      else sendJson(response, 404, { status: 'unknown path', known: ['/healthz', '/readyz', '/metrics'] });
    },
    { port, purpose: '/healthz, /readyz and /metrics', setting: 'MANAGEMENT_PORT' },
  );
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : port,
    stop: () => stopServer(server, 1_000),
  };
};

const answerReadiness = (response: ServerResponse, checks: ManagementOptions['checks']): void => {
  const reasons = checks.map((check) => check()).filter((reason) => reason !== undefined);
  if (reasons.length === 0) sendJson(response, 200, { status: 'ready' });
  else sendJson(response, 503, { status: 'not ready', reasons });
};

const sendJson = (response: ServerResponse, status: number, body: object): void => {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
};
