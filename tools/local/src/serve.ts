import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { localIssuer } from '@pizzeria/identity';
import { prepare } from './prepare';
import { findServers } from './servers';
import { serviceCopies, serviceProcess } from './services';
import { stoppingAll, type StopList } from './stop-list';

/** `nx serve <service>`: one service, started again at every change of its sources. Answers the exit code. */
async function main(name: string | undefined, stops: StopList): Promise<number> {
  const copy = serviceCopies().find(({ service }) => service === name);
  if (!copy) throw new Error(`There is no service ${name ?? '(none named)'}.`);
  const dataDir = resolve(process.env['DATA_DIR'] ?? '.pizzeria');
  const { databaseUrl, rabbitmqUrl, keys } = await prepare({
    ...(await findServers(stops, dataDir)),
    keyFolder: join(dataDir, 'keys'),
    say: (line) => void process.stdout.write(`${line}\n`),
  });
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
  const closed = once(child, 'close') as Promise<[number | null]>;
  await stops.started(Promise.resolve(child), async () => {
    child.kill('SIGTERM');
    await closed;
  });
  return (await closed)[0] ?? 0;
}

stoppingAll((stops) => main(process.argv[2], stops), { interrupted: 0 }).then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
