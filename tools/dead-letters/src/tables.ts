import type { Details, Group, Letter } from './letters';

const gap = '  ';
const longestError = 70;

/** Rows under their heads, in columns as wide as they need. */
export const table = (heads: readonly string[], rows: readonly (readonly string[])[]): string => {
  const widths = heads.map((head, at) => Math.max(head.length, ...rows.map((row) => row[at]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join(gap)
      .trimEnd();
  return [heads, ...rows].map((row) => `${line(row)}\n`).join('');
};

const second = (time: string): string => time.replace(/\.\d+Z$/, 'Z');
const nameOf = (type: string | undefined): string => type?.split('.').slice(-2).join('.') ?? '(no event)';
// What a terminal would take for a command must not reach it.
const oneLine = (text = ''): string => text.replace(/\p{Cc}+/gu, ' ');
const cut = (text: string): string => (text.length > longestError ? `${text.slice(0, longestError - 1)}…` : text);

export const lettersTable = (letters: readonly Letter[]): string =>
  table(
    ['received', 'id', 'queue', 'event', 'subject', 'state', 'reason', 'error'],
    letters.map((letter) => [
      second(letter.receivedAt),
      letter.id,
      letter.queue,
      nameOf(letter.type),
      oneLine(letter.subject),
      letter.replays > 0 ? `${letter.state} (${letter.replays} replayed)` : letter.state,
      letter.reason,
      cut(oneLine(letter.error)),
    ]),
  );

export const groupsTable = (groups: readonly Group[]): string =>
  table(
    ['count', 'queue', 'event', 'reason', 'first', 'last', 'error'],
    groups.map((group) => [
      String(group.count),
      group.queue,
      nameOf(group.type),
      group.reason,
      second(group.first),
      second(group.last),
      cut(oneLine(group.error)),
    ]),
  );

/** All of one letter, for a person. */
export const detailsText = (letter: Details): string => {
  const lines = [
    ['id', letter.id],
    ['message', `${letter.messageId} (${letter.routingKey})`],
    ['queue', letter.queue],
    ['event', `${letter.type ?? '(no event)'} ${letter.subject ?? ''}`],
    ['state', `${letter.state} since ${letter.stateSince}`],
    ['reason', `${letter.reason} after ${letter.attempts} attempts`],
    ['failed', `${letter.firstFailedAt ?? '?'} to ${letter.lastFailedAt ?? '?'}`],
    ['error', letter.error ?? '(none)'],
    ...letter.history.map(({ action, at, by, note }) => [
      action,
      [at, by && `by ${by}`, note].filter(Boolean).join(', '),
    ]),
  ].map(([name = '', value = '']) => `${name.padEnd(10)}${oneLine(value)}`);
  return [...lines, '', ...stackOf(letter), bodyOf(letter)].join('\n') + '\n';
};

const stackOf = ({ stack }: Details): readonly string[] => (stack ? [...stack.split('\n').map(oneLine), ''] : []);

const bodyOf = ({ body: { kind, bytes, json, text, cut: isCut } }: Details): string => {
  const shown = json === undefined ? oneLine(text) : JSON.stringify(json, undefined, 2);
  return `${kind}, ${bytes} bytes${isCut ? ', its beginning' : ''}\n${shown}`;
};
