import { inMemoryBus } from '@pizzeria/bus';
import { openDatabase } from '@pizzeria/postgres';
import { testDatabase } from '@pizzeria/postgres/testing';
import { silentLogger } from '../logging/pino-logger';
import { quietPhone, workshop } from '../testing/workshop';
import { serveHttp } from '../http/serve-http';
import { topologyOf } from '../topology';
import type { ProcessRole } from './service-options';
import { startService } from './start-service';

it('what a process without a relay commits wakes the relay of another', async () => {
  const definition = workshop(quietPhone());
  const test = await testDatabase({ migrations: definition.migrations, name: 'roles' });
  const ladder = [5];
  const bus = await inMemoryBus({ topology: topologyOf([definition], ladder) });
  const published: string[] = [];
  const start = async (role: ProcessRole) => {
    const database = openDatabase({ url: test.url, name: role, log: silentLogger });
    const service = await startService(definition, {
      database,
      databaseUrl: test.url,
      bus: {
        ...bus,
        state: bus.state,
        publish: (message) => {
          published.push(message.routingKey);
          return bus.publish(message);
        },
      },
      logger: silentLogger,
      settings: {},
      tokens: { verify: () => Promise.reject(new Error('there are no tokens here')) },
      ladder,
      roles: [role],
    });
    return { service, stop: () => service.stop().then(() => database.close()) };
  };
  const [front, back] = [await start('http'), await start('relay')];
  const http = await serveHttp({ services: [front.service], port: 0, logger: silentLogger });

  try {
    const answer = await fetch(`http://127.0.0.1:${http.port}/api/workshop/bikes`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ bikeId: 'b-1' }),
    });
    expect(answer.status).toBe(201);
    const announced = async (): Promise<boolean> => {
      const { rows } = await test.database.sql.raw<{ rows: unknown[] }>(
        `SELECT 1 FROM pg_stat_activity
       WHERE datname = current_database() AND application_name = 'http' AND query = 'NOTIFY outbox'`,
      );
      return rows.length > 0;
    };
    const deadline = Date.now() + 60_000;
    while (!((await announced()) && published.length > 0)) {
      if (Date.now() > deadline) throw new Error(`Nobody woke the relay; it published ${published.length} events.`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(published).toEqual(['bike.polished.v1']);
  } finally {
    await http.stop();
    for (const { stop } of [front, back]) await stop();
    await bus.close();
    await test.drop();
  }
});
