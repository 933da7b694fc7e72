/** Metrics of one or more scrapes, with every label that one of their series has. */
export type Shown = ReadonlyMap<string, ReadonlySet<string>>;

/** Reads scrapes in Prometheus' text format. */
export const shownBy = (...scrapes: readonly string[]): Shown => {
  const shown = new Map<string, Set<string>>();
  for (const line of scrapes.flatMap((scrape) => scrape.split('\n'))) {
    const [, name, labels = ''] = /^([a-zA-Z_:][\w:]*)(\{.*\})? /.exec(line) ?? [];
    if (name === undefined) continue;
    const known = shown.get(name) ?? new Set<string>();
    shown.set(name, known);
    for (const [, label] of labels.matchAll(/([a-zA-Z_]\w*)="(?:[^"\\]|\\.)*"/g)) known.add(label ?? '');
  }
  return shown;
};
