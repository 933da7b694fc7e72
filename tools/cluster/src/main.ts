import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { debianProgram } from '@pizzeria/debian';
import { render } from './render/kubectl';
import { removeAll, runCluster } from './run/run-cluster';

const usage = `npm run cluster:run -- [options]
  --overlay NAME   which overlay is run as containers (local)
  --tests NAME     or which combination below k8s/tests
  --keep           leave it running
  --down           remove what was left running`;

const root = resolve(__dirname, '../../..');
const prefix = 'pizzeria-cluster';

/** `npm run cluster:run`: runs the pods of a rendered overlay as containers of the engine that `docker` talks to. */
const main = async (): Promise<number> => {
  const { values } = parseArgs({
    options: {
      overlay: { type: 'string', default: 'local' },
      tests: { type: 'string' },
      keep: { type: 'boolean', default: false },
      down: { type: 'boolean', default: false },
    },
  });
  const workplace = join(root, '.pizzeria/cluster-run');
  if (values.down) {
    await removeAll(prefix);
    rmSync(workplace, { recursive: true, force: true });
    return 0;
  }
  const kubectl = debianProgram('kubectl');
  if (!kubectl)
    throw new Error('kubectl is needed: name it by PIZZERIA_KUBECTL, or run `npm test` once, which fetches it.');
  const folder = values.tests === undefined ? `overlays/${values.overlay}` : `tests/${values.tests}`;
  const manifests = render(kubectl, join(root, 'k8s', folder));
  const say = (line: string) => void process.stdout.write(`${line}\n`);
  const good = await runCluster({
    manifests,
    prefix,
    folder: workplace,
    keep: values.keep,
    say,
  });
  return good ? 0 : 1;
};

main().then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    const { code, message } = error as NodeJS.ErrnoException;
    process.stderr.write(code?.startsWith('ERR_PARSE_ARGS') ? `${message}\n${usage}\n` : `${message}\n`);
    process.exitCode = 1;
  },
);
