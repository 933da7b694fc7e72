import type { Measuring } from '../measures/measure';

/** For parts that are made without a running service. */
export const nothingMeasured: Measuring = { count: () => undefined, record: () => undefined };
