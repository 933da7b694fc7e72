import { z } from 'zod';

/** A moment as RFC 3339 writes it, in UTC or with an offset. */
export const moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
