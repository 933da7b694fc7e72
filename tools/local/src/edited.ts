/** One place in a text, and what is to stand there instead. */
export interface Edit {
  readonly from: string;
  readonly to: string;
}

/** The text with all edits made. Throws when a place is not there exactly once, beginning with `what`. */
export const edited = (source: string, edits: readonly Edit[], what: string): string =>
  edits.reduce((text, { from, to }) => {
    const found = text.split(from).length - 1;
    if (found !== 1) throw new Error(`${what} holds ${found} times:\n${from}`);
    return text.replace(from, () => to);
  }, source);
