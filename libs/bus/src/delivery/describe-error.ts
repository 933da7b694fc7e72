const maxError = 1_000;
const maxStack = 4_000;

/** An error as a message's marks carry it: message and stack with the causes, both cut to fit into headers. */
export const describeError = (error: unknown): { readonly error: string; readonly stack?: string } => {
  if (!(error instanceof Error)) return { error: cut(textOf(error), maxError) };
  return { error: cut(error.message || error.name, maxError), stack: cut(stackOf(error, 0), maxStack) };
};

/** The class of an error, for labels; low in number. */
export const errorTypeOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error);

const maxCauses = 5;

const stackOf = (error: Error, depth: number): string => {
  const own = error.stack ?? `${error.name}: ${error.message}`;
  return error.cause instanceof Error && depth < maxCauses
    ? `${cut(own, maxStack / 2)}\ncaused by ${stackOf(error.cause, depth + 1)}`
    : own;
};

const textOf = (thrown: unknown): string => {
  try {
    return String(thrown);
  } catch {
    return 'something that is no error was thrown';
  }
};

/** Never through the middle of a character: half of one is no text that a database takes. */
const cut = (text: string, length: number): string =>
  text.length > length ? `${text.slice(0, length - 1).replace(/[\ud800-\udbff]$/, '')}…` : text;
