import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig, runMain, StartError, workSettings } from '@pizzeria/service';
import { writeSecrets } from './write-secrets';

const usage = 'npm run secrets -- [--overlay NAME] [--rotate]';

const readArgs = (args: readonly string[]) => {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { overlay: { type: 'string' }, rotate: { type: 'boolean', default: false } },
    });
    const { overlay, rotate } = values;
    if (overlay !== undefined && !/^[a-z0-9-]+$/.test(overlay)) throw new Error(`"${overlay}" names no overlay.`);
    return { rotate, folder: overlay === undefined ? 'deploy/secrets' : join('k8s/overlays', overlay, 'secrets') };
  } catch (error) {
    throw new StartError(`${(error as Error).message}\n${usage}`, { cause: error });
  }
};

/** `npm run secrets`: what compose loads, in deploy/secrets; with `--overlay local` what that overlay of the cluster loads. */
runMain(
  process.env,
  async ({ args, environment }) => {
    const { rotate, folder } = readArgs(args);
    const { RETRY_LADDER_MS: ladder } = readConfig({ RETRY_LADDER_MS: workSettings.RETRY_LADDER_MS }, environment);
    const { files, made } = await writeSecrets({ folder, rotate, ladder }).catch((error: unknown) => {
      throw new StartError((error as Error).message, { cause: error });
    });
    const what = made ? 'made new passwords and a new key' : rotate ? 'made all anew' : 'kept what was there';
    process.stdout.write(`${folder}: ${what}; ${files.length} files, to be kept out of the repository\n`);
  },
  process.argv.slice(2),
);
