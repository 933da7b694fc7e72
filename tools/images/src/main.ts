import { join } from 'node:path';
import { runMain, StartError } from '@pizzeria/service';
import { apps, pruneApp, type AppName } from './prune/prune-app';

const usage = `npx nx run-many -t prune, or after npx tsc -b: prune APP... with APP one of ${Object.keys(apps).join(', ')}`;

/** `prune APP...`: writes dist/apps/APP, from which `npm ci --omit=dev` makes the program. */
runMain(
  process.env,
  async ({ args: [command, ...names] }) => {
    const known = (name: string): name is AppName => Object.hasOwn(apps, name);
    if (command !== 'prune' || names.length === 0 || !names.every(known)) throw new StartError(usage);
    for (const name of names) {
      const out = join('dist/apps', name);
      pruneApp(name, { root: '.', out });
      process.stdout.write(`wrote ${out}\n`);
    }
  },
  process.argv.slice(2),
);
