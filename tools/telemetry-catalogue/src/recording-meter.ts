import type { Meter, MeterProvider, MetricOptions } from '@opentelemetry/api';

export type InstrumentKind = 'counter' | 'gauge' | 'histogram';

/** An instrument as it was asked for. */
export interface RecordedInstrument {
  readonly name: string;
  readonly kind: InstrumentKind;
  readonly options: MetricOptions;
}

/** Meters that note which instruments are made, and measure nothing. */
export interface RecordingMeters {
  readonly provider: MeterProvider;
  /** In the order in which they were first made; one that is made again is there once. */
  instruments(): readonly RecordedInstrument[];
}

export const recordingMeters = (): RecordingMeters => {
  const made = new Map<string, RecordedInstrument>();
  const nothing = {
    add: () => undefined,
    record: () => undefined,
    addCallback: () => undefined,
    removeCallback: () => undefined,
  };
  const making =
    (kind: InstrumentKind) =>
    (name: string, options: MetricOptions = {}) => {
      if (!made.has(name)) made.set(name, { name, kind, options });
      return nothing;
    };
  const meter: Meter = {
    createCounter: making('counter'),
    createObservableCounter: making('counter'),
    createHistogram: making('histogram'),
    createGauge: making('gauge'),
    createObservableGauge: making('gauge'),
    createUpDownCounter: making('gauge'),
    createObservableUpDownCounter: making('gauge'),
    addBatchObservableCallback: () => undefined,
    removeBatchObservableCallback: () => undefined,
  };
  return { provider: { getMeter: () => meter }, instruments: () => [...made.values()] };
};
