/**
 * Where a payload holds U+0000 or half of a surrogate pair, in a text or in a name: JSON can escape them, but no
 * database text can hold them. The path of the first one; undefined when there is none. `body` is the document that
 * the payload was read from: without such an escape in it the payload is not searched.
 */
export const noTextIn = (body: Uint8Array, data: unknown): string | undefined => {
  const document = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('latin1');
  return escaped.test(document) ? search(data, 'data') : undefined;
};

const escaped = /\\u(0000|[dD][89a-fA-F])/;
const noCharacter = /\p{Surrogate}/u;

const isNoText = (text: string): boolean => text.includes('\0') || noCharacter.test(text);

const search = (value: unknown, path: string): string | undefined => {
  if (typeof value === 'string') return isNoText(value) ? path : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, field] of Object.entries(value)) {
    // A name that is no text is not repeated.
    if (isNoText(key)) return path;
    const found = search(field, Array.isArray(value) ? `${path}[${key}]` : `${path}.${key}`);
    if (found !== undefined) return found;
  }
  return undefined;
};
