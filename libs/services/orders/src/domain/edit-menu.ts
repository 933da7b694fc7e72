import type { Catalogue, ExtraEntry, ItemEntry } from './catalogue';
import { Refusal, invalid } from './refusal';
import { tidy, type Ingredient } from './food';

/** What comes of an edit. */
export interface Edit<Entry> {
  /** `unchanged`: it stood so already. */
  readonly outcome: 'created' | 'replaced' | 'unchanged';
  /** As it stands now. */
  readonly entry: Entry;
}

/**
 * Writes an item as a whole. Its `version` is the one that the writer has seen, 0 of what is new: a later one is not
 * overwritten but a `conflict`. Orders that were placed keep their prices. Throws `invalid` on an unknown ingredient.
 */
export const editItem = (written: ItemEntry, { items, extras, ingredients }: Catalogue): Edit<ItemEntry> => {
  refuseTaken(written, extras, 'an extra');
  refuseUnknown(written, ingredients);
  return edited(
    items.find(({ sku }) => sku === written.sku),
    written,
  );
};

/** Writes an extra; as `editItem`. */
export const editExtra = (written: ExtraEntry, { items, extras, ingredients }: Catalogue): Edit<ExtraEntry> => {
  refuseTaken(written, items, 'an item');
  refuseUnknown(written, ingredients);
  return edited(
    extras.find(({ sku }) => sku === written.sku),
    written,
  );
};

/** Writes an ingredient, and with it what is said of all that is made of it; as `editItem`. */
export const editIngredient = (written: Ingredient, { ingredients }: Catalogue): Edit<Ingredient> =>
  edited(
    ingredients.find(({ id }) => id === written.id),
    { ...written, ...tidy(written) },
  );

const edited = <Entry extends { readonly version: number }>(before: Entry | undefined, written: Entry): Edit<Entry> => {
  const version = before?.version ?? 0;
  if (before !== undefined && text(before) === text({ ...written, version }))
    return { outcome: 'unchanged', entry: before };
  if (written.version !== version)
    throw new Refusal('conflict', 'edited-meanwhile', 'Somebody else edited this; read it again.', { version });
  return { outcome: before === undefined ? 'created' : 'replaced', entry: { ...written, version: version + 1 } };
};

/** Whatever the order of fields. */
const text = (value: object): string =>
  JSON.stringify(value, (_, field: unknown) =>
    typeof field === 'object' && field !== null && !Array.isArray(field)
      ? Object.fromEntries(Object.entries(field).sort(([a], [b]) => (a < b ? -1 : 1)))
      : field,
  );

const refuseTaken = ({ sku }: { readonly sku: string }, others: readonly { readonly sku: string }[], what: string) => {
  if (others.some((other) => other.sku === sku))
    throw new Refusal('conflict', 'sku-taken', `This is the sku of ${what}.`);
};

const refuseUnknown = ({ ingredients }: ItemEntry | ExtraEntry, known: readonly Ingredient[]): void => {
  const errors = ingredients.flatMap((id, at) =>
    known.some((ingredient) => ingredient.id === id)
      ? []
      : [{ path: `ingredients[${at}]`, message: 'this is no known ingredient' }],
  );
  if (errors.length > 0) throw invalid('unknown-ingredient', 'It is made of something that is not known.', errors);
};
