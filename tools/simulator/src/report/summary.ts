import type { Finding, FindingKind } from '../books/finding';
import type { RecordedOrder } from '../books/record';
import type { SeenOrder } from '../books/seen';
import type { Traffic } from '../http/client';
import { outcomesOf } from './outcomes';
import { type Step, stepsOf } from './steps';

export interface Outcome {
  readonly asked: Asked;
  readonly recorded: readonly RecordedOrder[];
  readonly seen: ReadonlyMap<string, SeenOrder>;
  readonly findings: readonly Finding[];
  readonly answerMs: readonly number[];
  readonly traffic: Traffic;
  readonly seconds: number;
  readonly recordFile: string;
}

interface Asked {
  readonly orders: number;
  readonly changingTheirMind: number;
  readonly unattended: number;
}

const shownFindings = 30;

/** Nothing lost, doubled or stuck, and every order taken. */
export const isGood = ({ findings, recorded, asked }: Outcome): boolean =>
  findings.length === 0 &&
  recorded.filter(({ placed }) => placed !== undefined).length ===
    asked.orders + asked.changingTheirMind + asked.unattended;

export const summaryOf = (outcome: Outcome): string => {
  const { asked, recorded, findings, traffic, answerMs } = outcome;
  const seen = [...outcome.seen.values()];
  const ended = (status: string) => seen.filter(({ order }) => order?.status === status).length;
  const orders = (kind: FindingKind) =>
    new Set(findings.filter((one) => one.kind === kind).map(({ orderId, mark }) => orderId ?? mark)).size;
  const uncertain = seen.flatMap(({ messages }) => messages).filter(({ state }) => state === 'uncertain').length;
  const refused = refusedForGood(recorded);
  const rows: readonly (readonly [string, string])[] = [
    ['placed', `${recorded.filter(({ placed }) => placed).length} (${askedFor(asked)})`],
    ['delivered', String(ended('delivered'))],
    ['cancelled', String(ended('cancelled'))],
    ...(refused.length > 0 ? [['refused', `${refused.length} (${codesOf(refused)})`] as const] : []),
    ...outcomesOf(recorded, seen),
    ['requests', `${traffic.requests}, ${traffic.retries} of them sent again, ${traffic.serverErrors} answered 500`],
    ...(uncertain > 0 ? [['messages that may not have arrived', String(uncertain)] as const] : []),
    ['lost', String(orders('lost'))],
    ['doubled', String(orders('doubled'))],
    ['stuck', String(orders('stuck'))],
  ];
  return [
    '',
    table(rows),
    '',
    stepTable(stepsOf(answerMs, seen)),
    ...findings.slice(0, shownFindings).map(written),
    ...(findings.length > shownFindings ? [`  … and ${findings.length - shownFindings} more`] : []),
    '',
    `${isGood(outcome) ? 'All accounted for' : 'NOT ALL IS WELL'}, after ${Math.round(outcome.seconds)} s. Record: ${outcome.recordFile}`,
    '',
  ].join('\n');
};

const askedFor = ({ orders, changingTheirMind, unattended }: Asked): string =>
  [
    `${orders} asked for`,
    ...(changingTheirMind > 0 ? [`${changingTheirMind} by customers who change their mind`] : []),
    ...(unattended > 0 ? [`${unattended} that no cook touches`] : []),
  ].join(', and ');

/** The last answer to each customer who got no order at all. */
const refusedForGood = (recorded: readonly RecordedOrder[]) =>
  [...new Map(recorded.map(({ mark, refused }) => [mark, refused])).values()].filter(
    (refused) => refused !== undefined,
  );

const codesOf = (refused: readonly { readonly status: number; readonly code: string }[]): string =>
  [...new Set(refused.map(({ status, code }) => `${status} ${code}`))].join(', ');

const table = (rows: readonly (readonly [string, string])[]): string => {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`).join('\n');
};

const stepTable = (steps: readonly Step[]): string => {
  const width = Math.max(...steps.map(({ name }) => name.length));
  const line = (name: string, ...cells: readonly string[]) =>
    [name.padEnd(width), ...cells.map((cell) => cell.padStart(10))].join(' ');
  return [
    line('step', 'count', 'p50', 'p95'),
    ...steps.map(({ name, count, p50, p95 }) => line(name, String(count), duration(p50), duration(p95))),
    '',
  ].join('\n');
};

const duration = (ms: number): string => (ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`);

const written = ({ kind, mark, orderId, what }: Finding): string =>
  `  ${kind.toUpperCase()}: ${mark}${orderId === undefined ? '' : ` (${orderId})`}: ${what}`;
