import { execFileSync } from 'node:child_process';
import { type Manifest, parseManifests } from '../objects/manifest';

/** What a kustomization comes to, as YAML. Throws with what kubectl said. */
export const renderText = (kubectl: string, folder: string): string => {
  try {
    return execFileSync(kubectl, ['kustomize', folder], {
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  } catch (error) {
    const { stderr } = error as { stderr?: string };
    throw new Error(`${folder} cannot be rendered: ${stderr?.trim() || (error as Error).message}`, { cause: error });
  }
};

/** What a kustomization comes to, as objects. */
export const render = (kubectl: string, folder: string): readonly Manifest[] =>
  parseManifests(renderText(kubectl, folder));
