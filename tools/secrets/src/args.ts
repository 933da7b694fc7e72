import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

export const usage = 'npm run secrets -- [--overlay NAME] [--rotate]';

/** What `npm run secrets` is told. Throws one sentence when it cannot be used. */
export const readArgs = async (args: readonly string[], overlays = 'k8s/overlays') => {
  const { values } = parseArgs({
    args: [...args],
    options: { overlay: { type: 'string' }, rotate: { type: 'boolean', default: false } },
  });
  const { overlay, rotate } = values;
  return { rotate, folder: overlay === undefined ? 'deploy/secrets' : await folderOf(overlay, overlays) };
};

/** Only where an overlay is: nobody would look for the secrets in a folder made for a misspelt name. */
const folderOf = async (overlay: string, overlays: string): Promise<string> => {
  const isThere = await access(join(overlays, overlay, 'kustomization.yaml')).then(
    () => true,
    () => false,
  );
  if (!/^[a-z0-9-]+$/.test(overlay) || !isThere) throw new Error(`"${overlay}" names no overlay in ${overlays}.`);
  return join(overlays, overlay, 'secrets');
};

/** What was made, for who ran it. */
export const told = (anew: readonly string[] | 'everything'): string => {
  if (anew === 'everything') return 'made all passwords and the key anew';
  if (anew.length === 0) return 'kept what was there';
  return `made ${anew.join(', ')}; kept all else`;
};
