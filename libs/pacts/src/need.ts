import type { DataOf, EventDefinition } from '@pizzeria/bus';
import { pick } from './fields';

/** What a consumer reads of one event. */
export interface Need {
  readonly event: EventDefinition;
  /** Event, version and story: `order.placed v2: a delivery with a note`. The publisher tells a story of this name. */
  readonly description: string;
  /** Paths of all fields it may read, for example `items[].quantity`; all below a path is meant with it. */
  readonly fields: readonly string[];
  /** Those of them that must be there. */
  readonly needed: readonly string[];
  /** A whole payload of this story. */
  readonly payload: object;
  /** Of that payload, what is read. */
  readonly content: object;
}

/**
 * States what a consumer reads of an event in one story. The payload is the contract's example, with `more` where the
 * story asks for it. A path that ends in `?` is read where it is there, and not needed. Throws on a needed field that
 * the payload has not: it would state nothing.
 */
export const needs = <E extends EventDefinition>(
  event: E,
  story: string,
  fields: readonly string[],
  more: Partial<DataOf<E>> = {},
): Need => {
  const payload = { ...(event.example as object), ...more };
  const description = `${event.name} v${event.version}: ${story}`;
  const needed = fields.filter((path) => !path.endsWith('?'));
  const read = fields.map((path) => path.replace(/\?$/, ''));
  return { event, description, fields: read, needed, payload, content: pick(payload, needed, description) };
};
