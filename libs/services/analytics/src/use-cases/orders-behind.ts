import { figures, type Figure, type OrderBehind, type Trait, type Traits } from './figures';
import { daysOf, type Period } from './period';
import type { AnalyticsParts } from './ports';

export interface Question extends Period {
  readonly figure: Figure;
  readonly traits: Traits;
  readonly limit: number;
  readonly after?: string;
}

/** A question for traits that a figure does not have. */
export class UnknownTrait extends Error {
  override readonly name = 'UnknownTrait';
  readonly kind = 'invalid';
  readonly code = 'figure-not-told-apart-so';
  constructor(figure: Figure, trait: Trait) {
    const known = figures[figure].join(', ');
    super(
      `The figure ${figure} cannot be told apart by ${trait}, ${known === '' ? 'or by anything' : `only by ${known}`}.`,
    );
  }
}

/** A page of the orders behind a figure, and after which one the next page begins. Throws `UnknownTrait`. */
export const ordersBehind = async (
  { figure, traits, limit, after, ...period }: Question,
  parts: AnalyticsParts,
): Promise<{ readonly page: readonly OrderBehind[]; readonly next?: string }> => {
  const known: readonly Trait[] = figures[figure];
  const stranger = (Object.keys(traits) as Trait[]).find((trait) => !known.includes(trait));
  if (stranger !== undefined) throw new UnknownTrait(figure, stranger);
  const days = daysOf(period, parts);
  const found = await parts.figures.orders({ days, figure, traits, limit: limit + 1, after });
  const page = found.slice(0, limit);
  return { page, next: found.length > limit ? page.at(-1)?.id : undefined };
};
