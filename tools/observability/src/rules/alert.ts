/** `critical`: a customer or an event is hurt now; `warning`: will be; `none`: nobody is called. */
export type Severity = 'critical' | 'warning' | 'none';

export interface Alert {
  readonly name: string;
  readonly expr: string;
  /** How long it must hold: `5m`. At once when not given. */
  readonly for?: string;
  readonly severity: Severity;
  /** One line for a phone's screen; may use `{{ $labels.queue }}` and `{{ $value }}`. */
  readonly summary: string;
  /** What it means and what to look at first. */
  readonly description: string;
  /** The board's uid and the title of the panel that shows it. */
  readonly board: string;
  readonly panel: string;
  /** Variables of the board, from the alert's labels. */
  readonly variables?: Readonly<Record<string, string>>;
}

export interface Recording {
  /** `level:metric:operations`. */
  readonly record: string;
  readonly expr: string;
}

export interface RuleGroup {
  readonly name: string;
  readonly rules: readonly (Alert | Recording)[];
}

export const isAlert = (rule: Alert | Recording): rule is Alert => 'name' in rule;

/** An expression written over several lines, as one. */
export const oneLine = (expr: string): string => expr.replace(/\s+/g, ' ').trim();

/**
 * By how much a counter grew, where it grew. `increase` alone sees nothing of what a process counted before its first
 * scrape, and what kills processes is counted just then: a series that was not there before counts from 0, and one
 * that was away for longer than the window from where it was last seen.
 */
export const grown = (counter: string, window: string): string => grownOr(counter, window, newSeries(counter, window));

/**
 * The same, for counters that are there from a process's start: a Prometheus that has itself just begun knows nothing of
 * before, and what processes had counted by then is no growth.
 */
export const grownWhileWatched = (counter: string, window: string): string =>
  grownOr(counter, window, `${newSeries(counter, window)} and on () count(last_over_time(up[1h] offset ${window}))`);

const grownOr = (counter: string, window: string, fresh: string): string =>
  `((${fresh}) or increase(${counter}[${window}]) > 0 or ${counter} - ${earlier(counter, window)} > 0)`;

const newSeries = (counter: string, window: string): string => `${counter} unless ${earlier(counter, window)}`;

const earlier = (counter: string, window: string): string => `last_over_time(${counter}[1h] offset ${window})`;
