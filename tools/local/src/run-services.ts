import { resolve } from 'node:path';
import { startFleet } from './fleet';
import { findServers } from './servers';
import { services } from './services';
import { stoppingAll, type StopList } from './stop-list';

/**
 * `npm run services`: the five services as processes of their own on RabbitMQ and PostgreSQL.
 *
 * RABBITMQ_URL and DATABASE_URL (a server that lets us make databases) name them; without, the ones on localhost
 * are used, or started for as long as this runs. Ctrl-C stops everything in good order.
 */
async function main(stops: StopList): Promise<never> {
  const dataDir = resolve(process.env['DATA_DIR'] ?? '.pizzeria');
  const servers = await findServers(stops, dataDir);
  const width = Math.max(...services.map(({ name }) => name.length));
  const line = (name: string, text: string) => void process.stdout.write(`${name.padEnd(width)} | ${text}\n`);
  const fleet = await stops.started(startFleet({ ...servers, dataDir, line }), (started) => started.stop());
  await fleet.ready();
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
  return new Promise<never>(() => {});
}

stoppingAll(main, { interrupted: 0 }).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
