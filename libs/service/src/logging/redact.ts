/** Field names whose values never reach a log, whatever the code that logs them forgot. Compared without case, `-` and `_`. */
const blanked = new Set([
  'phone',
  'customerphone',
  'email',
  'address',
  'customer',
  'contact',
  'courier',
  'notes',
  'instructions',
  'authorization',
  'cookie',
  'token',
  'trackingtoken',
  'password',
  'secret',
]);

const emailAddress = /[^\s@<>"'(),:;=]+@[^\s@<>"'(),:;=]+\.[^\s@<>"'(),:;=]+/g;
const phoneNumber = /\+\d[\d ()-]{6,}\d/g;
const maxDepth = 6;

/** A copy without personal data and secrets: by field name, and by the look of e-mail addresses and phone numbers. */
export const withoutPersonalData = (value: unknown, depth = 0): unknown => {
  if (typeof value === 'string') return cleanText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Date) return value;
  if (value instanceof Error) return cleanError(value, depth);
  if (depth >= maxDepth) return '[deep]';
  if (Array.isArray(value)) return value.map((entry) => withoutPersonalData(entry, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [
      name,
      blanked.has(name.toLowerCase().replace(/[-_]/g, '')) ? '[removed]' : withoutPersonalData(field, depth + 1),
    ]),
  );
};

/** Text with anything that looks like an e-mail address or an international phone number taken out. */
export const cleanText = (text: string): string =>
  text.replace(emailAddress, '[removed]').replace(phoneNumber, '[removed]');

const cleanError = (error: Error, depth: number): object => ({
  type: error.name,
  message: cleanText(error.message),
  ...('code' in error ? { code: error.code } : {}),
  stack: cleanText(error.stack ?? ''),
  ...(error.cause !== undefined && depth < maxDepth ? { cause: withoutPersonalData(error.cause, depth + 1) } : {}),
});
