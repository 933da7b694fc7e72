import type { Manifest } from '../objects/manifest';
import type { Shop } from '../shop';

/** What one overlay or combination comes to. */
export interface Rendered {
  readonly manifests: readonly Manifest[];
  /** Keys of the secrets that must be in the namespace before it is applied, by name; none where it makes its own. */
  readonly expectedSecrets: Readonly<Record<string, readonly string[]>>;
  readonly shop: Shop;
}

/** Answers what is wrong, a sentence each that says what to do; nothing when all is well. */
export type Law = (rendered: Rendered) => readonly string[];
