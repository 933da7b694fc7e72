import type { PromiseTest } from '../promise-test';
import { awayRows } from './away';
import { failingRows } from './failing';
import { handlingRows } from './handling';
import { losingRows } from './losing';

/** Every test of every promise. */
export const rows: readonly PromiseTest[] = [...failingRows, ...losingRows, ...awayRows, ...handlingRows];

export const quickRows = rows.filter(({ speed }) => speed === 'quick');
export const slowRows = rows.filter(({ speed }) => speed === 'slow');
