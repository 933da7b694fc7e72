import type { Rendered } from '../laws/law';
import { called, type Manifest } from '../objects/manifest';

/** A value of an object, by its path; `spec.template.spec.containers.0.image`. */
export type Change = readonly [object: string, path: string, value: unknown];

/** The same objects with these values in the place of theirs; undefined removes one. Throws when there is none such. */
export const spoiled = (rendered: Rendered, ...changes: readonly Change[]): Rendered => {
  const manifests = structuredClone(rendered.manifests) as Manifest[];
  for (const [object, path, value] of changes) {
    // Names that end in the hash of what is generated are given without it.
    const manifest = manifests.find((each) => called(each) === object || called(each).startsWith(`${object}-`));
    if (!manifest) throw new Error(`There is no ${object}.`);
    put(manifest as unknown as Record<string, unknown>, path.split('.'), value);
  }
  return { ...rendered, manifests };
};

const put = (into: Record<string, unknown>, [first = '', ...rest]: readonly string[], value: unknown): void => {
  // A dot in a name is written as a bar.
  const key = first.replaceAll('|', '.');
  if (rest.length > 0) return put(into[key] as Record<string, unknown>, rest, value);
  if (value === undefined) Reflect.deleteProperty(into, key);
  else into[key] = value;
};

/** The same objects without one. */
export const without = (rendered: Rendered, object: string): Rendered => {
  const manifests = rendered.manifests.filter((each) => called(each) !== object);
  if (manifests.length === rendered.manifests.length) throw new Error(`There is no ${object}.`);
  return { ...rendered, manifests };
};
