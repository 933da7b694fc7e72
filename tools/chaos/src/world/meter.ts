import type { ServiceCopy } from '@pizzeria/local';

/** Sums of the processes' own counters, over all their lives. */
export interface Meter {
  /**
   * By name and, where asked for, label. What a process counted between the last reading and its death is missing.
   */
  sum(name: string, labels?: Readonly<Record<string, string>>): number;
  /** Reads all processes once more, and no more after that. */
  stop(): Promise<void>;
}

const everyMs = 5_000;
const patienceMs = 1_500;

/** Reads `/metrics` of every process again and again; a counter that falls belongs to a process started anew. */
export const startMeter = (copies: readonly ServiceCopy[]): Meter => {
  const total = new Map<string, number>();
  const last = new Map<string, number>();
  const readOne = async ({ name, managementPort }: ServiceCopy): Promise<void> => {
    const signal = AbortSignal.timeout(patienceMs);
    const text = await fetch(`http://127.0.0.1:${managementPort}/metrics`, { signal }).then(
      (response) => response.text(),
      () => '',
    );
    for (const [series, value] of seriesIn(text)) {
      const before = last.get(`${name} ${series}`) ?? 0;
      last.set(`${name} ${series}`, value);
      total.set(series, (total.get(series) ?? 0) + (value >= before ? value - before : value));
    }
  };
  const readAll = async () => void (await Promise.all(copies.map(readOne)));
  const timer = setInterval(() => void readAll(), everyMs);
  return {
    sum: (name, labels = {}) => {
      const wanted = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
      return [...total]
        .filter(([series]) => series.split('{')[0] === name && wanted.every((label) => series.includes(label)))
        .reduce((sum, [, value]) => sum + value, 0);
    },
    stop: async () => {
      clearInterval(timer);
      await readAll();
    },
  };
};

/** The counters of a page in Prometheus' text format. */
const seriesIn = (text: string): readonly (readonly [series: string, value: number])[] =>
  text.split('\n').flatMap((line) => {
    const [, series, value] = /^(\w+_total(?:\{.*\})?) ([\d.e+]+)/.exec(line) ?? [];
    return series === undefined ? [] : [[series, Number(value)] as const];
  });
