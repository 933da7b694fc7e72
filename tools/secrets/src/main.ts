import { readConfig, runMain, StartError, workSettings } from '@pizzeria/service';
import { readArgs, told, usage } from './args';
import { writeSecrets } from './write-secrets';

const orStartError = (say: (message: string) => string) => (error: unknown) => {
  throw new StartError(say((error as Error).message), { cause: error });
};

/** `npm run secrets`: what compose loads, in deploy/secrets; with `--overlay local` what that overlay of the cluster loads. */
runMain(
  process.env,
  async ({ args, environment }) => {
    const { rotate, folder } = await readArgs(args).catch(orStartError((message) => `${message}\n${usage}`));
    const { RETRY_LADDER_MS: ladder } = readConfig({ RETRY_LADDER_MS: workSettings.RETRY_LADDER_MS }, environment);
    const written = writeSecrets({ folder, rotate, ladder });
    const { files, anew } = await written.catch(orStartError((message) => message));
    process.stdout.write(`${folder}: ${told(anew)}; ${files.length} files, to be kept out of the repository\n`);
  },
  process.argv.slice(2),
);
