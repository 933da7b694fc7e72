import { join, resolve } from 'node:path';
import { findBroker } from './broker';
import { findDatabaseServer } from './database-server';
import { startFleet } from './fleet';
import { services } from './services';

/**
 * `npm run services`: the five services as processes of their own on RabbitMQ and PostgreSQL.
 *
 * RABBITMQ_URL and DATABASE_URL (a server that lets us make databases) name them; without, the ones on localhost
 * are used, or started for as long as this runs. Ctrl-C stops everything in good order.
 */
async function main(): Promise<void> {
  const dataDir = resolve(process.env['DATA_DIR'] ?? '.pizzeria');
  const broker = await findBroker({ ...process.env, REQUIRE_BROKER: '1' });
  if (!broker) throw new Error('RabbitMQ: none found.');
  const database = await findDatabaseServer(process.env['DATABASE_URL'], join(dataDir, 'services-postgres'));
  const width = Math.max(...services.map(({ name }) => name.length));
  const fleet = await startFleet({
    databaseServerUrl: database.url,
    ownDatabaseServer: database.own,
    rabbitmqUrl: broker.url,
    ctlCommand: broker.ctlCommand,
    dataDir,
    line: (name, text) => process.stdout.write(`${name.padEnd(width)} | ${text}\n`),
  });

  let stopping = false;
  const stop = async (code: number) => {
    if (stopping) return;
    stopping = true;
    await fleet.stop();
    await Promise.all([broker.stop(), database.stop()]);
    process.exit(code);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop(0));

  try {
    await fleet.ready();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return stop(1);
  }
  const lines = ['', 'All five services are running on RabbitMQ and PostgreSQL.'];
  for (const { name, managementPort } of services)
    lines.push(
      `  ${name.padEnd(width)}  ${fleet.address(name)}  (http://127.0.0.1:${managementPort}/readyz, /metrics)`,
    );
  lines.push('Ctrl-C stops them; their databases and queues stay.');
  lines.push(`Keys lie in ${fleet.keyFolder}; tokens for a day:`);
  for (const role of ['kitchen', 'courier', 'manager']) {
    const token = await fleet.keys.mintToken({ subject: `${role}-1`, roles: [role], ttlSeconds: 86_400 });
    lines.push(`  ${role.padEnd(width)}  ${token}`);
  }
  process.stdout.write(`${lines.join('\n')}\n\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
