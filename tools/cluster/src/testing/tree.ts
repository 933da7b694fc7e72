import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { defaultLadder } from '@pizzeria/bus';
import { writeSecrets } from '@pizzeria/secrets';
import { parse } from 'yaml';
import type { Rendered } from '../laws/law';
import { ofKind } from '../objects/manifest';
import { render } from '../render/kubectl';
import { shop } from '../shop';

export const root = resolve(__dirname, '../../../..');

const foldersIn = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);

/** Everything that is rendered: overlays, and combinations of components with them. */
export const combinations: readonly string[] = ['overlays', 'tests'].flatMap((kind) =>
  foldersIn(join(root, 'k8s', kind)).map((name) => `${kind}/${name}`),
);

/** Combinations that are there to be refused. */
export const isBad = (combination: string): boolean => combination.startsWith('tests/refused-');

/** A copy of the tree that has the secrets which the repository has not. */
export class Tree {
  readonly folder = mkdtempSync(join(tmpdir(), 'cluster-'));
  readonly #rendered = new Map<string, Rendered>();

  private constructor(readonly kubectl: string) {}

  static async open(kubectl: string): Promise<Tree> {
    const tree = new Tree(kubectl);
    const filter = (path: string) => !path.endsWith('/secrets');
    for (const name of ['k8s', 'deploy'])
      cpSync(join(root, name), join(tree.folder, name), { recursive: true, filter });
    await writeSecrets({ folder: join(tree.folder, 'k8s/overlays/local/secrets'), ladder: defaultLadder });
    return tree;
  }

  /** Rendered once, however often it is asked for. */
  render(combination: string): Rendered {
    const found = this.#rendered.get(combination) ?? this.#render(combination);
    this.#rendered.set(combination, found);
    return found;
  }

  #render(combination: string): Rendered {
    const manifests = render(this.kubectl, join(this.folder, 'k8s', combination));
    const own = ofKind(manifests, 'Secret').length > 0;
    return { manifests, shop, expectedSecrets: own ? {} : expectedSecrets() };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}

/** What production's own list says must be in the namespace. */
export const expectedSecrets = (): Readonly<Record<string, readonly string[]>> =>
  parse(readFileSync(join(root, 'k8s/overlays/production/expected-secrets.yaml'), 'utf8')) as Record<string, string[]>;
