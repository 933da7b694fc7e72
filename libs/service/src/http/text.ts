import { z } from 'zod';

/** Control characters but tab and line breaks, and halves of characters: no text that a person writes. */
const unwritable = /(?![\t\n\r])\p{Cc}|\p{Cs}/u;

/**
 * A schema for free text on one line: trimmed, 1 to `max` characters, no line break or other control character,
 * so that it can stand in a log, a message's subject or a database.
 */
export const oneLine = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^\P{Cc}*$/u, 'must be one line without control characters');

export interface Unwritable {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** Every text within a value, keys included, that holds what neither a person writes nor a database keeps. */
export const unwritableTexts = (value: unknown, path: readonly PropertyKey[] = []): readonly Unwritable[] => {
  if (typeof value === 'string')
    return unwritable.test(value) ? [{ path, message: 'must not contain control characters or broken ones' }] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inside]) => {
    const at = Array.isArray(value) ? Number(key) : key;
    return [...unwritableTexts(key, path), ...unwritableTexts(inside, [...path, at])];
  });
};
