/** Metrics of one or more scrapes, with every label that one of their series has, and every value of it. */
export type Shown = ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<string>>>;

/** Reads scrapes in Prometheus' text format. */
export const shownBy = (...scrapes: readonly string[]): Shown => {
  const shown = new Map<string, Map<string, Set<string>>>();
  for (const line of scrapes.flatMap((scrape) => scrape.split('\n'))) {
    const [, name, labels = ''] = /^([a-zA-Z_:][\w:]*)(\{.*\})? /.exec(line) ?? [];
    if (name === undefined) continue;
    const known = shown.get(name) ?? new Map<string, Set<string>>();
    shown.set(name, known);
    for (const [, label = '', value = ''] of labels.matchAll(/([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"/g))
      known.set(label, (known.get(label) ?? new Set<string>()).add(value));
  }
  return shown;
};
