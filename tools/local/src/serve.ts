import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { localIssuer } from '@pizzeria/identity';
import { findBroker } from './broker';
import { findDatabaseServer } from './database-server';
import { prepare } from './prepare';
import { serviceCopies, serviceProcess } from './services';

/** `nx serve <service>`: one service, started again at every change of its sources. */
async function main(name: string | undefined): Promise<void> {
  const dataDir = resolve(process.env['DATA_DIR'] ?? '.pizzeria');
  const database = await findDatabaseServer(process.env['DATABASE_URL'], join(dataDir, 'services-postgres'));
  const broker = await findBroker({ ...process.env, REQUIRE_BROKER: '1' });
  if (!broker) throw new Error('unreachable');
  const { databaseUrl, rabbitmqUrl, keys } = await prepare({
    databaseServerUrl: database.url,
    ownDatabaseServer: database.own,
    rabbitmqUrl: broker.url,
    ctlCommand: broker.ctlCommand,
    keyFolder: join(dataDir, 'keys'),
    say: (line) => void process.stdout.write(`${line}\n`),
  });
  const copy = serviceCopies().find(({ service }) => service === name);
  if (!copy) throw new Error(`There is no service ${name ?? '(none named)'}.`);
  const spec = serviceProcess(copy, {
    databaseUrl: databaseUrl(copy.service),
    rabbitmqUrl: rabbitmqUrl(copy.service),
    issuerUrl: localIssuer.issuer,
    issuerKeysUrl: keys.keysUrl,
  });
  const token = await keys.mintToken({ subject: 'developer', roles: ['manager'], ttlSeconds: 86_400 });
  process.stdout.write(`${name} on http://127.0.0.1:${spec.env['PORT']}, manager's token:\n${token}\n`);
  const child = spawn(
    process.execPath,
    ['--watch', '--watch-preserve-output', '--import', 'tsx', '--conditions=@pizzeria/source', spec.script],
    { env: { ...process.env, ...spec.env }, stdio: 'inherit' },
  );
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  child.once('close', (code) => {
    void Promise.all([broker.stop(), database.stop()]).then(() => process.exit(code ?? 0));
  });
}

main(process.argv[2]).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
