export type Level = 'debug' | 'info' | 'warn' | 'error';

/** Structured log lines as JSON. The fields `trace_id`, `eventId` and `orderId` are added by the place that runs. */
export interface Logger {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
  child(fields: object): Logger;
}
