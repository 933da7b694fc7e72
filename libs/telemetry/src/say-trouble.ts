import { diag, DiagLogLevel, type DiagLogFunction } from '@opentelemetry/api';
import type { TelemetryLog } from './losses';

const everyMs = 60_000;
const textsKnown = 100;

/**
 * What the SDK else keeps to itself: a gauge that cannot be read, a flush that failed, an instrument made twice. The
 * same trouble is said once a minute. Returns what ends it.
 */
export const sayTrouble = (log: TelemetryLog): (() => void) => {
  const saidAt = new Map<string, number>();
  const say: DiagLogFunction = (message, ...details) => {
    const what = [message, ...details.map(textOf)].join(' ').slice(0, 1_000);
    const alike = what.replace(/[\da-f]{8,}|\d+/g, '#');
    const now = performance.now();
    if (now - (saidAt.get(alike) ?? -Infinity) < everyMs) return;
    if (saidAt.size >= textsKnown) saidAt.clear();
    saidAt.set(alike, now);
    log.warn({ what }, 'telemetry is in trouble');
  };
  const ignore = (): void => undefined;
  const logger = { error: say, warn: say, info: ignore, debug: ignore, verbose: ignore };
  diag.setLogger(logger, { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true });
  return () => diag.disable();
};

const textOf = (detail: unknown): string => {
  if (detail instanceof Error) return detail.message;
  return typeof detail === 'string' ? detail : (JSON.stringify(detail) ?? '');
};
