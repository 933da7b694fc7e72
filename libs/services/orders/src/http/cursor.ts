import { z } from 'zod';

/** Where the next page of orders begins, opaque to callers. */
export const cursorOf = (number: number): string => opaque(`order ${number}`);

/** Reads back what `cursorOf` made; anything else is refused. */
export const cursor = read(/^order (\d{1,9})$/, 'orders').transform(Number);

/** Where the next page of customers begins. */
export const customerCursorOf = (id: string): string => opaque(`customer ${id}`);

/** Reads back what `customerCursorOf` made; anything else is refused. */
export const customerCursor = read(/^customer ([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})$/, 'customers');

function opaque(text: string): string {
  return Buffer.from(text).toString('base64url');
}

function read(pattern: RegExp, what: string) {
  return z.string().transform((text, context): string => {
    const [, place] = pattern.exec(Buffer.from(text, 'base64url').toString()) ?? [];
    if (place !== undefined) return place;
    context.addIssue({ code: 'custom', message: `this is no cursor that a page of ${what} was answered with` });
    return z.NEVER;
  });
}
