import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runMain, StartError } from '@pizzeria/service';
import { pinDigests } from './pin-digests';
import { apps, pruneApp, type AppName } from './prune/prune-app';

const usage = `prune APP... with APP one of ${Object.keys(apps).join(', ')}; or pin-digests`;
const say = (line: string) => void process.stdout.write(`${line}\n`);

const prune = (names: readonly string[]): void => {
  const known = (name: string): name is AppName => Object.hasOwn(apps, name);
  if (names.length === 0 || !names.every(known)) throw new StartError(usage);
  for (const name of names) {
    const out = join('dist/apps', name);
    pruneApp(name, { root: '.', out });
    say(`wrote ${out}`);
  }
};

/** What the registry holds under an image's tag at this moment. Throws when it cannot be asked. */
const digestOf = (image: string): string => {
  const args = ['buildx', 'imagetools', 'inspect', image, '--format', '{{.Manifest.Digest}}'];
  try {
    return execFileSync('docker', args, { encoding: 'utf8', stdio: 'pipe' }).trim();
  } catch (error) {
    throw new StartError(`The registry does not say what ${image} is: ${(error as Error).message}`, { cause: error });
  }
};

/** `prune APP...` writes dist/apps/APP, from which `npm ci --omit=dev` makes the program; `pin-digests` the env files. */
runMain(
  process.env,
  async ({ args: [command, ...names] }) => {
    if (command === 'prune') return prune(names);
    if (command !== 'pin-digests' || names.length > 0) throw new StartError(usage);
    const texts = ['.env', '.env.full'].map((file) => ({
      file,
      text: pinDigests(readFileSync(file, 'utf8'), digestOf),
    }));
    for (const { file, text } of texts) {
      writeFileSync(file, text);
      say(`wrote ${file}`);
    }
  },
  process.argv.slice(2),
);
