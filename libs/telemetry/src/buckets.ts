import { AggregationType, InstrumentType, type ViewOptions } from '@opentelemetry/sdk-metrics';

/** Bounds of histograms in seconds: requests and handlers from a millisecond to half a minute. */
const durations = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** Bounds of the time from an event to its handling, which a retry ladder can stretch. */
const lags = [0.01, 0.05, 0.1, 0.5, 1, 5, 15, 60, 300, 900];

const withBounds = (boundaries: number[], match: Partial<ViewOptions>): ViewOptions => ({
  instrumentType: InstrumentType.HISTOGRAM,
  ...match,
  aggregation: { type: AggregationType.EXPLICIT_BUCKET_HISTOGRAM, options: { boundaries } },
});

/** The SDK's default bounds are meant for milliseconds; everything here is measured in seconds. */
export const views: ViewOptions[] = [
  withBounds(durations, { instrumentUnit: 's', instrumentName: '*.duration' }),
  withBounds(durations, { instrumentUnit: 's', instrumentName: '*_duration' }),
  withBounds(lags, { instrumentUnit: 's', instrumentName: '*lag' }),
];
