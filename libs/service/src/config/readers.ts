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

/** `true` or `false`. */
export const flag = () =>
  z.enum(['true', 'false'], 'it is neither true nor false').transform((text) => text === 'true');
