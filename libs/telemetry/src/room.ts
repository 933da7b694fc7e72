/** Where telemetry says that it is in trouble; any structured logger fits. */
export interface TelemetryLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

export const silentLog: TelemetryLog = { info: () => undefined, warn: () => undefined };

/** 0 is success, in the words of the SDK. */
interface ExportResult {
  readonly code: number;
  readonly error?: Error;
}

interface Exporter<Item> {
  export(items: Item[], done: (result: ExportResult) => void): void;
  shutdown(): Promise<void>;
  forceFlush?(): Promise<void>;
}

/**
 * An exporter that says once that what it sends is not taken, and once that it is again, with what was lost in
 * between: an outage is two lines, however long it lasts.
 */
export const outspoken = <Item>(
  exporter: Exporter<Item>,
  { what, where, log }: { readonly what: string; readonly where: string; readonly log: TelemetryLog },
): Exporter<Item> & { forceFlush(): Promise<void> } => {
  let lost = 0;
  const collector = withoutSecrets(where);
  const note = (count: number, { code, error }: ExportResult): void => {
    if (code !== 0) {
      if (lost === 0) log.warn({ collector, because: error?.message }, `${what} are not taken: they are dropped`);
      lost += count;
    } else if (lost > 0) {
      log.info({ collector, lost }, `${what} are taken again`);
      lost = 0;
    }
  };
  return {
    export: (items, done) =>
      exporter.export(items, (result) => {
        note(items.length, result);
        done(result);
      }),
    shutdown: () => exporter.shutdown(),
    forceFlush: async () => exporter.forceFlush?.(),
  };
};

const withoutSecrets = (where: string): string => {
  const { protocol, host } = new URL(where);
  return `${protocol}//${host}`;
};
