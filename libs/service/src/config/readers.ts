import { z } from 'zod';

/** Readers of setting texts: zod schemas that take the text of an environment variable. */

/** A whole number within bounds. */
export const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^-?\d{1,15}$/, { error: 'it is no whole number', abort: true })
    .transform(Number)
    .pipe(z.number().min(min, `it is below ${min}`).max(max, `it is above ${max}`));

/** A TCP port; 0 takes any free one. */
export const port = () => wholeNumber(0, 65_535);

/** An absolute URL with one of these protocols (each with its colon: `https:`). The message never repeats the URL. */
export const url = (...protocols: readonly string[]) =>
  z.string().superRefine((text, context) => {
    const parsed = URL.canParse(text) ? new URL(text) : undefined;
    if (!parsed) context.addIssue({ code: 'custom', message: 'it is no URL' });
    else if (!protocols.includes(parsed.protocol))
      context.addIssue({ code: 'custom', message: `it must begin with ${protocols.join(' or ')}//` });
  });

/** A time zone by its IANA name, for example `Europe/Rome`. */
export const timeZone = () => z.string().refine(isTimeZone, 'it is no known time zone');

const isTimeZone = (name: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
};

/** A comma-separated list; blanks around the entries do not count. */
export const list = <Entry extends z.ZodType<unknown, string>>(entry: Entry) =>
  z
    .string()
    .transform((text) =>
      text
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    )
    .pipe(z.array(entry).min(1, 'it is empty'));

/** `name=value` pairs with commas between them; values may be percent-encoded. */
export const pairs = () =>
  z.string().transform((text, context): Readonly<Record<string, string>> => {
    const read: Record<string, string> = {};
    for (const part of text.split(',').filter((each) => each.trim() !== '')) {
      const [, name, value] = /^\s*([^\s=]+)\s*=\s*(.*?)\s*$/.exec(part) ?? [];
      const decoded = value === undefined ? undefined : decodedOf(value);
      if (name === undefined || decoded === undefined)
        context.addIssue({ code: 'custom', message: 'it is no list of name=value' });
      else read[name] = decoded;
    }
    return read;
  });

const decodedOf = (value: string): string | undefined => {
  try {
    return decodeURIComponent(value);
  } catch {
    return undefined;
  }
};

/** `true` or `false`. */
export const flag = () =>
  z.enum(['true', 'false'], 'it is neither true nor false').transform((text) => text === 'true');
