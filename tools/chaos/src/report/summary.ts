import { tally, type Book, type FindingKind } from '../books/book';
import type { Ledgers } from '../books/ledgers';
import type { DoneFault } from '../faults/inject';
import { faultKinds } from '../schedule/fault';

/** What a run did and found. */
export interface Outcome {
  readonly command: string;
  readonly seed: number;
  readonly minutes: number;
  readonly tookSeconds: number;
  readonly ledgers: Ledgers;
  readonly faults: readonly DoneFault[];
  readonly books: readonly Book[];
  /** What had not come to its end. */
  readonly open: readonly string[];
  /** What the simulator and the supervisor complained of. */
  readonly complaints: readonly string[];
  readonly traffic: string;
  readonly counters: readonly (readonly [name: string, value: string])[];
  readonly logs: string;
}

const shownFindings = 40;

/** Everything that speaks against this run; empty when all was well. */
export const problemsOf = ({ books, open, faults, complaints }: Outcome): readonly string[] => [
  ...open.map((what) => `STUCK: ${what}`),
  ...books.flatMap(({ name, findings }) =>
    findings.map(({ kind, what }) => `${kind.toUpperCase()} (${name}): ${what}`),
  ),
  ...faults.flatMap(({ kind, target, failed }) => (failed === undefined ? [] : [`FAULT ${kind} ${target}: ${failed}`])),
  ...complaints.map((what) => `PROBLEM: ${what}`),
];

/** The end of a run, for people. */
export const summaryOf = (outcome: Outcome): string => {
  const { books, faults, ledgers, counters } = outcome;
  const problems = problemsOf(outcome);
  const count = (kind: FindingKind) =>
    books.flatMap(({ findings }) => findings).filter((finding) => finding.kind === kind).length;
  const rows: readonly (readonly [string, string])[] = [
    ['seed', String(outcome.seed)],
    ['minutes', `${outcome.minutes}, all in all ${Math.round(outcome.tookSeconds)} s`],
    ['orders', `${ledgers.orders.length}: ${tally(ledgers.orders.map(({ status }) => status))}`],
    ['faults', String(faults.length)],
    ...faultKinds.map((kind) => [`  ${kind}`, timesOf(kind, faults)] as const),
    ['requests', outcome.traffic],
    ...counters,
    ['lost', String(count('lost'))],
    ['doubled', String(count('doubled'))],
    ['stuck', String(count('stuck') + outcome.open.length)],
    ['wrong', String(count('wrong'))],
    ...books.map(({ name, balance, findings }) => [`book of ${name}`, `${mark(findings.length)} ${balance}`] as const),
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return [
    '',
    ...rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`),
    '',
    ...problems.slice(0, shownFindings),
    ...(problems.length > shownFindings ? [`… and ${problems.length - shownFindings} more`] : []),
    problems.length === 0
      ? 'Nothing lost, nothing doubled, all books balanced.'
      : `NOT ALL IS WELL. Logs: ${outcome.logs}`,
    `Again: ${outcome.command}`,
    '',
  ].join('\n');
};

const mark = (findings: number): string => (findings === 0 ? 'ok ' : `${findings} WRONG`);

const timesOf = (kind: string, faults: readonly DoneFault[]): string => {
  const done = faults.filter((fault) => fault.kind === kind);
  const where = [...new Set(done.map(({ target }) => target))].filter((target) => target.includes('-'));
  return `${done.length}${where.length > 0 ? ` (${where.join(', ')})` : ''}`;
};
