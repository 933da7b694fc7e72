import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { readLogs, readSpans, type SentLog, type SentSpan } from './otlp';

/** A collector on loopback that keeps what it is sent. */
export interface TestCollector {
  readonly url: string;
  readonly spans: readonly SentSpan[];
  readonly logs: readonly SentLog[];
  /** All bodies as they came, for what must be in none of them. */
  readonly bytes: Buffer;
  /** Requests that it refused, of those for this path: `/v1/traces` or `/v1/logs`. */
  refused(path: string): number;
  /** From now on it refuses what it is sent, as one that is overloaded, or takes it again. */
  refuse(refusing: boolean): void;
  /** From now on its answers take so long, ms. */
  answerAfter(ms: number): void;
  close(): Promise<void>;
}

export const testCollector = async (): Promise<TestCollector> => {
  const traces = readLater(readSpans);
  const lines = readLater(readLogs);
  const bodies: Buffer[] = [];
  const refused: string[] = [];
  let refusing = false;
  let delayMs = 0;
  const take = (path: string | undefined, body: Buffer): void => {
    bodies.push(body);
    if (path === '/v1/traces') traces.take(body);
    else if (path === '/v1/logs') lines.take(body);
    else throw new Error(`nothing is to be sent to ${path}`);
  };
  const server = createServer((request, response) => {
    void bodyOf(request).then(async (body) => {
      const refuses = refusing;
      if (refuses) refused.push(request.url ?? '');
      else take(request.url, body);
      if (delayMs > 0) await wait(delayMs);
      response.writeHead(refuses ? 400 : 200, { 'content-type': 'application/x-protobuf' }).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get spans() {
      return traces.items();
    },
    get logs() {
      return lines.items();
    },
    get bytes() {
      return Buffer.concat(bodies);
    },
    refused: (path) => refused.filter((one) => one === path).length,
    answerAfter: (ms) => void (delayMs = ms),
    refuse: (now) => void (refusing = now),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

/** Bodies are read when somebody looks: taking them costs those who are measured nothing. */
const readLater = <Item>(read: (body: Buffer) => readonly Item[]) => {
  const items: Item[] = [];
  const unread: Buffer[] = [];
  return {
    take: (body: Buffer) => void unread.push(body),
    items: (): readonly Item[] => {
      for (const body of unread.splice(0)) items.push(...read(body));
      return items;
    },
  };
};

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  return request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body;
};
