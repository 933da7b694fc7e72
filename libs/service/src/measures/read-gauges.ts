import type { Meter } from '@opentelemetry/api';
import type { Clock } from '@pizzeria/bus';
import type { Logger } from '../logging/logger';
import { whileLeading } from '../running/while-leading';
import type { GaugeMeasure, Measure } from './measure';
import { businessMeter } from './measuring';

export interface ReadGaugesKit<Parts> {
  readonly parts: Parts;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Whether this process is the one that shows them: of a service's processes one does. */
  readonly leading: () => boolean;
  readonly meter?: Meter;
}

/** A scrape shows what was read last, and costs no query. */
const everyMs = 5_000;

/**
 * Shows the gauges of a service. A scrape never waits for the database nor fails with it: a gauge that cannot be
 * read is left out. Returns what stops the reading.
 */
export const readGauges = <Parts>(measures: readonly Measure<Parts>[], kit: ReadGaugesKit<Parts>): (() => void) => {
  const stops = measures.filter((measure) => measure.kind === 'gauge').map((measure) => readGauge(measure, kit));
  return () => stops.forEach((stop) => stop());
};

const readGauge = <Parts>(
  measure: GaugeMeasure<Parts>,
  { parts, clock, logger, leading, meter = businessMeter() }: ReadGaugesKit<Parts>,
): (() => void) => {
  let value: number | undefined;
  const shown = meter.createObservableGauge(measure.name, { description: measure.meaning });
  const show: Parameters<typeof shown.addCallback>[0] = (result) => {
    if (value !== undefined && leading()) result.observe(value);
  };
  shown.addCallback(show);
  const stop = whileLeading({
    clock,
    leading,
    everyMs,
    run: async () => void (value = await orNothing(measure, parts, logger)),
    otherwise: () => void (value = undefined),
  });
  return () => {
    void stop();
    shown.removeCallback(show);
  };
};

const orNothing = async <Parts>(
  measure: GaugeMeasure<Parts>,
  parts: Parts,
  logger: Logger,
): Promise<number | undefined> => {
  try {
    return await measure.read(parts);
  } catch (error) {
    logger.debug({ metric: measure.name, error }, 'a gauge could not be read');
    return undefined;
  }
};
