import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { until } from '@pizzeria/bus/testing';
import { countReady, freePort } from '@pizzeria/bus-rabbitmq/testing';
import { localIssuer, openKeySet } from '@pizzeria/identity';
import { kitchen } from '@pizzeria/kitchen';
import { openDatabase, urlOfDatabase, type Database } from '@pizzeria/postgres';
import { startTemporaryPostgres, testDatabase } from '@pizzeria/postgres/testing';
import { silentLogger } from '@pizzeria/service';
import { httpClient, type Call } from '@pizzeria/service/testing';
import type { Mode } from './modes';
import { npmStart } from './npm-start';
import { temporaryFolder } from './open-pizzeria';
import { startApp, type AppProcess } from './service-process';
import { openShopHost } from './service-users';

/** A kitchen in a process of its own that can be killed: alone on RabbitMQ, or within `npm start` on the bus in memory. */
export interface House {
  start(): Promise<void>;
  /** SIGKILL. */
  kill(): Promise<void>;
  readonly call: Call;
  /** The kitchen's database, once it was started. */
  kitchen(): Database;
  /** Resolves when it has stopped, with all that came to the kitchen handled. */
  finish(): Promise<void>;
  close(): Promise<void>;
}

interface Walls {
  start(): Promise<{ readonly app: AppProcess; readonly address: string }>;
  readonly databaseUrl: string;
  readonly keys: string;
  waiting(): Promise<number>;
  remove(): Promise<void>;
}

export const openHouse = async (mode: Mode): Promise<House> => {
  const folder = await temporaryFolder();
  const walls = mode === 'RabbitMQ' ? await onRabbitMq(folder) : await inMemory(folder);
  const keys = await openKeySet(walls.keys);
  let running: Awaited<ReturnType<Walls['start']>> | undefined;
  let database: Database | undefined;
  const kill = async (): Promise<void> => {
    running?.app.kill('SIGKILL');
    await running?.app.ended;
  };
  const start = async (): Promise<void> => {
    running = await walls.start();
    database ??= openDatabase({ url: walls.databaseUrl, name: 'test', poolSize: 4, log: silentLogger });
  };
  const empty = async (): Promise<boolean> => (await walls.waiting()) === 0;
  const stopWhenEmpty = async (): Promise<void> => {
    await until('the queue is empty', empty);
    running?.app.stop();
    await running?.app.ended;
  };
  return {
    start,
    kill,
    call: (method, path, options) =>
      httpClient(running?.address ?? '', (roles) => keys.mintToken({ subject: 'test', roles, ttlSeconds: 600 }))(
        method,
        path,
        options,
      ),
    kitchen: () => database as Database,
    finish: async () => {
      await stopWhenEmpty();
      // What was on its way to a process that was told to stop is handed back, and left to the next one.
      while (!(await empty())) {
        await start();
        await stopWhenEmpty();
      }
    },
    close: async () => {
      await kill();
      await database?.close();
      await walls.remove();
      await rm(folder, { recursive: true, force: true });
    },
  };
};

const inMemory = async (folder: string): Promise<Walls> => {
  const server = await startTemporaryPostgres();
  const databaseUrl = urlOfDatabase(server.url, 'pizzeria_kitchen');
  const journal = openDatabase({
    url: urlOfDatabase(server.url, 'pizzeria_journal'),
    name: 'test',
    poolSize: 1,
    log: silentLogger,
  });
  const maker = await databaseMaker(server.url);
  return {
    databaseUrl,
    keys: join(folder, 'keys'),
    start: async () => {
      const app = npmStart({ DATA_DIR: folder, DATABASE_URL: maker });
      return { app, address: await app.opened() };
    },
    waiting: async () => (await journal.sql('letters').where({ queue: 'kitchen.tickets' })).length,
    remove: async () => {
      await journal.close();
      await server.stop();
    },
  };
};

/** The address for a role that may make databases and nothing more, which is what the one-process pizzeria asks for. */
const databaseMaker = async (serverUrl: string): Promise<string> => {
  const admin = openDatabase({ url: serverUrl, name: 'test', poolSize: 1, log: silentLogger });
  await admin.sql.raw('CREATE ROLE maker LOGIN CREATEDB');
  await admin.close();
  return Object.assign(new URL(serverUrl), { username: 'maker' }).href;
};

const onRabbitMq = async (folder: string): Promise<Walls> => {
  const { host, urlOf } = await openShopHost();
  const data = await testDatabase({ name: 'killed_replay', migrations: kitchen.migrations, owned: true });
  const keys = await openKeySet(join(folder, 'keys'));
  return {
    databaseUrl: data.url,
    keys: join(folder, 'keys'),
    start: async () => {
      const port = await freePort();
      const app = startApp('kitchen', {
        PORT: String(port),
        ISSUER_URL: localIssuer.issuer,
        ISSUER_KEYS_URL: keys.keysUrl,
        DATABASE_URL: data.url,
        RABBITMQ_URL: urlOf(kitchen.name),
      });
      await app.says(/kitchen serves/);
      return { app, address: `http://127.0.0.1:${port}` };
    },
    waiting: () => countReady(host.url, 'kitchen.tickets'),
    remove: async () => {
      await host.remove();
      await data.drop();
    },
  };
};
