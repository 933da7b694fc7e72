import { logs, SeverityNumber, type LogAttributes } from '@opentelemetry/api-logs';
import { logContext } from './log-context';
import type { Level } from './logger';

/** Hands lines to whatever takes log records in this process; nothing when nothing does. */
export interface RecordLine {
  /** Fields and message must be free of personal data. The trace it belongs to is the one that is running. */
  write(level: Level, fields: object, message: string): void;
  /** The same with these fields on every line. */
  with(fields: object): RecordLine;
}

const severities: Readonly<Record<Level, SeverityNumber>> = {
  debug: SeverityNumber.DEBUG,
  info: SeverityNumber.INFO,
  warn: SeverityNumber.WARN,
  error: SeverityNumber.ERROR,
};

export const recordLines = (bound: object): RecordLine => {
  const logger = logs.getLogger('@pizzeria/service');
  return {
    write: (level, fields, message) => {
      if (!logger.enabled()) return;
      const ids = logContext();
      logger.emit({
        severityNumber: severities[level],
        severityText: level,
        body: message,
        attributes: { ...plain({ ...bound, ...ids, ...fields }), ...asOnSpans(ids) },
      });
    },
    with: (fields) => recordLines({ ...bound, ...fields }),
  };
};

/** As it would be written as JSON. Never throws: who logs something must not fail by what it says of it. */
const plain = (fields: object): LogAttributes =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, field]) => {
      const value = plainField(field);
      return value === undefined ? [] : [[name, value]];
    }),
  );

const plainField = (field: unknown): LogAttributes[string] => {
  try {
    const text = JSON.stringify(field, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
    return text === undefined ? undefined : (JSON.parse(text) as LogAttributes[string]);
  } catch {
    return '[unwritable]';
  }
};

/** `orderId` once more as `pizzeria.order.id`, the name by which spans are found. */
const asOnSpans = (ids: Readonly<Record<string, string>>): LogAttributes =>
  Object.fromEntries(
    Object.entries(ids).flatMap(([name, id]) => {
      const kind = /^(.+)Id$/.exec(name)?.[1]?.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
      return kind === undefined ? [] : [[`pizzeria.${kind}.id`, id]];
    }),
  );
