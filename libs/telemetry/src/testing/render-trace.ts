import type { SentSpan } from './otlp';

/**
 * A trace as a tree for people: a line per span, children below what they come from in the order of their start, with
 * the time since the trace began, how long it took, and what happened in it.
 */
export const renderTrace = (spans: readonly SentSpan[]): string => {
  const began = Math.min(...spans.map(({ start }) => start));
  const ids = new Set(spans.map(({ spanId }) => spanId));
  const below = (parent: SentSpan | undefined): readonly SentSpan[] =>
    spans
      .filter(({ parentId }) => (parent ? parentId === parent.spanId : !ids.has(parentId)))
      .toSorted((a, b) => a.start - b.start);
  const lines = (span: SentSpan, indent: string, branch: string): readonly string[] => {
    const children = below(span);
    const inner = indent + (branch === '├─ ' ? '│  ' : branch === '└─ ' ? '   ' : '');
    return [
      `${indent}${branch}${describe(span, began)}`,
      ...children.flatMap((child, at) => lines(child, inner, at === children.length - 1 ? '└─ ' : '├─ ')),
    ];
  };
  return below(undefined)
    .flatMap((root) => lines(root, '', ''))
    .join('\n');
};

const describe = (span: SentSpan, began: number): string => {
  const { name, kind, start, end, attributes, events, error } = span;
  const event = kind === 'consumer' ? ` (${String(attributes['pizzeria.event'])})` : '';
  const happened = events.map((one) => one.name).join(', ');
  return [
    `${name}${event}`,
    `+${ms(start - began)}`,
    ms(end - start),
    ...(error ? ['ERROR'] : []),
    ...(happened ? [`[${happened}]`] : []),
  ].join('  ');
};

const ms = (value: number): string => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;
