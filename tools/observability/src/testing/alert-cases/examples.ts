import { serviceNames } from '@pizzeria/simulator';
import type { SeriesOverTime } from '../promtool';

/** When an alert must fire, and what is so like it that it must not. */
export interface Examples {
  readonly fires: { readonly series: SeriesOverTime; readonly at: string; readonly labels: Labels };
  readonly quiet: { readonly series: SeriesOverTime; readonly at: string };
  /** How far values are apart; a minute when not given. */
  readonly every?: string;
}

type Labels = Readonly<Record<string, string>>;

/** By the alert's name. */
export type ExamplesByAlert = Readonly<Record<string, Examples>>;

/** All services can be scraped. */
export const allUp: SeriesOverTime = Object.fromEntries(
  serviceNames.map((job) => [`up{job="${job}",instance="${job}:9464"}`, '1x90']),
);
