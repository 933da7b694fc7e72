import { trace } from '@opentelemetry/api';
import { pino, type DestinationStream, type Logger as Pino } from 'pino';
import { recordLines, type RecordLine } from './log-records';
import { logContext } from './log-context';
import type { Level, Logger } from './logger';
import { cleanText, withoutPersonalData } from './redact';

export interface LoggerOptions {
  /** On every line, as `service`. */
  readonly service: string;
  readonly level?: Level | 'silent';
  /** Where lines go; standard output unless given. */
  readonly destination?: DestinationStream;
}

/**
 * JSON lines with level, time, service, message, and the ids of what is running (`trace_id`, `eventId`, `orderId` …).
 * While telemetry sends logs to a collector, each line goes there as well, with the same fields.
 * Personal data and secrets are taken out of fields and messages as a last net; do not log them in the first place.
 */
export const createLogger = ({ service, level = 'info', destination }: LoggerOptions): Logger => {
  const options = {
    level,
    base: { service },
    messageKey: 'message',
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
    mixin: runningIds,
  };
  return wrap(destination ? pino(options, destination) : pino(options), recordLines({ service }));
};

const runningIds = (): object => {
  const span = trace.getActiveSpan()?.spanContext();
  return { ...(span ? { trace_id: span.traceId, span_id: span.spanId } : {}), ...logContext() };
};

const wrap = (log: Pino, record: RecordLine): Logger => {
  const write = (level: Level) => (fields: object, message: string) => {
    if (!log.isLevelEnabled(level)) return;
    const cleanFields = asFields(fields);
    const cleanMessage = cleanText(message);
    log[level](cleanFields, cleanMessage);
    record.write(level, cleanFields, cleanMessage);
  };
  return {
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    child: (fields) => wrap(log.child(asFields(fields)), record.with(asFields(fields))),
  };
};

const asFields = (fields: object): object =>
  fields instanceof Error ? { error: withoutPersonalData(fields) } : (withoutPersonalData(fields) as object);

/** A logger that writes nothing. */
export const silentLogger: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  child: () => silentLogger,
};
