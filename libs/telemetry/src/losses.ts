/** Where telemetry says that it is in trouble; any structured logger fits. */
export interface TelemetryLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

export const silentLog: TelemetryLog = { info: () => undefined, warn: () => undefined };

/** Told what becomes of what was to be sent; says each loss. */
export interface Losses {
  /** A batch of so many was taken. */
  taken(): void;
  /** A batch of so many was not taken. */
  refused(count: number, because: string | undefined): void;
  /** There was no room for one more. */
  overflowed(): void;
  /** Nothing more comes: says what was lost since it was said last. */
  end(): void;
}

export interface LossesOptions {
  /** What is sent, as in `traces`. */
  readonly what: string;
  /** URL of the collector. */
  readonly where: string;
  readonly log: TelemetryLog;
}

const everyMs = 60_000;

/**
 * An outage of the collector is two lines, however long it lasts: what it refuses, and what there is no room for
 * meanwhile, is summed up when it takes something again. Too much for a healthy one is said once a minute. Nothing is
 * lost that is not in one of the sums.
 */
export const sayLosses = ({ what, where, log }: LossesOptions): Losses => {
  const collector = withoutSecrets(where);
  let lost = 0;
  let outage = false;
  let saidAt = -Infinity;
  const sum = (): { readonly collector: string; readonly lost: number } => {
    const fields = { collector, lost };
    lost = 0;
    return fields;
  };
  const sayTooMuch = (): void => {
    // First of all: the line itself may be one that there is no room for.
    saidAt = performance.now();
    log.warn(sum(), `${what} come faster than they are sent: some are dropped`);
  };
  const due = (): boolean => lost > 0 && performance.now() - saidAt >= everyMs;
  return {
    taken: () => {
      if (outage) {
        outage = false;
        log.info(sum(), `${what} are taken again`);
      } else if (due()) sayTooMuch();
    },
    refused: (count, because) => {
      lost += count;
      if (outage) return;
      outage = true;
      log.warn({ collector, because }, `${what} are not taken: they are dropped`);
    },
    overflowed: () => {
      lost += 1;
      if (!outage && due()) sayTooMuch();
    },
    end: () => {
      if (lost > 0) log.warn(sum(), `${what} were dropped that nobody will send`);
    },
  };
};

const withoutSecrets = (where: string): string => {
  const { protocol, host } = new URL(where);
  return `${protocol}//${host}`;
};
