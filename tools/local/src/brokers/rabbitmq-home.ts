import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  cachePath,
  debianMirror,
  makeWhole,
  runWithOwnLibraries,
  unpackFromDebian,
  writeScript,
} from '@pizzeria/debian';

/** Where each version can be had. */
export const suiteOf: Readonly<Record<string, string>> = { '4.0': 'trixie', '4.3': 'sid' };

/** A RabbitMQ in a folder of its own, with its Erlang and its libraries: for PIZZERIA_RABBITMQ_HOME. */
export interface RabbitMqHome {
  readonly folder: string;
  /** All three numbers. */
  readonly version: string;
}

interface Surroundings {
  readonly env: NodeJS.ProcessEnv;
  /** Prints a line. */
  say(line: string): void;
}

const programs = ['rabbitmq-server', 'rabbitmqctl', 'rabbitmq-diagnostics', 'rabbitmq-plugins'];
const needed = /^(rabbitmq-server|erlang-|zlib|lib(?!python|perl|pam))/;

/**
 * The RabbitMQ of this version (`4.0`) in the user's cache, fetched from Debian the first time; nothing is installed.
 * Throws when Debian's archive cannot be reached or holds another version by now.
 */
export async function rabbitMqHome(version: string, { env, say }: Surroundings): Promise<RabbitMqHome> {
  const suite = suiteOf[version];
  if (!suite) throw new Error(`No RabbitMQ ${version} is known; there are ${Object.keys(suiteOf).join(', ')}.`);
  const folder = cachePath(env, `rabbitmq-${version}`);
  if (!existsSync(folder)) {
    const mirror = await debianMirror(env);
    say(`RabbitMQ ${version}: fetching Debian ${suite}'s into ${folder} (about 60 MB)`);
    await fetchInto(folder, { suite, mirror });
  }
  const found = /^rabbitmq_server-(.*)$/.exec(serverIn(folder))?.[1] ?? '';
  if (!found.startsWith(`${version}.`))
    throw new Error(`${folder} holds RabbitMQ ${found}. Remove it; if that does not help, Debian ${suite} moved on.`);
  return { folder, version: found };
}

function fetchInto(folder: string, { suite, mirror }: { suite: string; mirror: string }): Promise<void> {
  return makeWhole(folder, async (unfinished) => {
    const [work, root] = [join(unfinished, 'work'), join(unfinished, 'root')];
    mkdirSync(work);
    await unpackFromDebian({ suite, names: ['rabbitmq-server'], needed }, { mirror, work, root });
    rmSync(work, { recursive: true });
    layOut(unfinished, folder);
  });
}

/** Makes `bin/erl` and `sbin/*`, with the paths that hold once the folder has its final name. */
function layOut(now: string, later: string): void {
  const erlang = 'root/usr/lib/erlang';
  const version = readdirSync(join(now, erlang)).find((name) => name.startsWith('erts-')) ?? '';
  const monitors = readdirSync(join(now, erlang, 'lib')).filter((name) => name.startsWith('os_mon-'));
  const folders = [`${erlang}/${version}/bin`, ...monitors.map((name) => `${erlang}/lib/${name}/priv/bin`)];
  runWithOwnLibraries(
    folders.map((folder) => join(now, folder)),
    join(now, 'root'),
    join(later, 'root'),
  );
  for (const folder of ['bin', 'sbin']) mkdirSync(join(now, folder));
  const rootdir = join(later, erlang);
  const environment = `ROOTDIR='${rootdir}' BINDIR='${rootdir}/${version}/bin' EMU=beam PROGNAME=erl`;
  writeScript(join(now, 'bin/erl'), `export ${environment}\nexec "$BINDIR/erlexec" "$@"`);
  const sbin = join(later, servers, serverIn(now), 'sbin');
  for (const name of programs)
    writeScript(join(now, 'sbin', name), `PATH='${join(later, 'bin')}':"$PATH" exec '${sbin}/${name}' "$@"`);
}

const servers = 'root/usr/lib/rabbitmq/lib';

const serverIn = (folder: string): string =>
  readdirSync(join(folder, servers)).find((name) => name.startsWith('rabbitmq_server-')) ?? '';
