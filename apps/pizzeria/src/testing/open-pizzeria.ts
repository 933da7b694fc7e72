import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Role } from '@pizzeria/service';
import { httpClient, type Call } from '@pizzeria/service/testing';
import { inMemorySpans, type InMemorySpans } from '@pizzeria/telemetry';
import { startPizzeria, type OpenPizzeria } from '../start-pizzeria';

/** The whole pizzeria within the test's process, embedded in a folder of its own. */
export interface TestPizzeria extends OpenPizzeria {
  readonly call: Call;
  readonly spans: InMemorySpans;
  close(): Promise<void>;
}

export const openPizzeria = async (environment: Readonly<Record<string, string>> = {}): Promise<TestPizzeria> => {
  const folder = await temporaryFolder();
  const stopping = new AbortController();
  const stops: (() => Promise<void> | void)[] = [() => rm(folder, { recursive: true, force: true })];
  const close = async (): Promise<void> => {
    stopping.abort();
    for (let stop = stops.pop(); stop; stop = stops.pop()) await stop();
  };
  const spans = inMemorySpans();
  const context = {
    environment: {
      DATA_DIR: folder,
      PORT: '0',
      MANAGEMENT_PORT: '0',
      LOG_LEVEL: 'error',
      RETRY_LADDER_MS: '20,50,100',
      READY_DELAY_SECONDS: '0',
      ...environment,
    },
    args: [],
    stopping: stopping.signal,
    onStop: (stop: () => Promise<void> | void) => void stops.push(stop),
  };
  try {
    const pizzeria = await startPizzeria(context, { spanProcessors: [spans.processor] });
    const mint = (roles: readonly Role[]) =>
      pizzeria.keys.mintToken({ subject: `test-${roles.join('-')}`, roles, ttlSeconds: 600 });
    return { ...pizzeria, call: httpClient(`http://127.0.0.1:${pizzeria.port}`, mint), spans, close };
  } catch (error) {
    await close();
    throw error;
  }
};

/** Short, for sockets lie in it, and open to the account that PostgreSQL runs as. */
export const temporaryFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'shop-'));
  await chmod(folder, 0o755);
  return folder;
};
