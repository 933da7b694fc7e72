import { z } from 'zod';

/** RFC 3339 in UTC, for example `2026-03-14T18:30:00.000Z`. */
export const timestamp = z.iso.datetime();
export type Timestamp = z.infer<typeof timestamp>;
