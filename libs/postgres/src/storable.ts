const NUL = '\u0000';
const LONE_SURROGATE = /\p{Surrogate}/gu;

/** Text as PostgreSQL can keep it, `text` and `jsonb` alike: what is no character there becomes U+FFFD. */
export const storableText = (text: string): string => text.replaceAll(NUL, '\uFFFD').replace(LONE_SURROGATE, '\uFFFD');

/** JSON for a `jsonb` column, whatever texts `value` holds. */
export const storableJson = (value: unknown): string =>
  JSON.stringify(value, (_, field: unknown) => (typeof field === 'string' ? storableText(field) : field));
