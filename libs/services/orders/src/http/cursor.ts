import { z } from 'zod';

/** Where the next page of orders begins, opaque to callers. */
export const cursorOf = (number: number): string => Buffer.from(`order ${number}`).toString('base64url');

/** Reads back what `cursorOf` made; anything else is refused. */
export const cursor = z.string().transform((text, context): number => {
  const number = Number(/^order (\d{1,9})$/.exec(Buffer.from(text, 'base64url').toString())?.[1]);
  if (Number.isSafeInteger(number)) return number;
  context.addIssue({ code: 'custom', message: 'this is no cursor that a page of orders was answered with' });
  return z.NEVER;
});
