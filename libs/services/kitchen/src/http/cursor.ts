import { z } from 'zod';
import type { Place } from '../use-cases/ports';

/** Text that stands for a place in a list; opaque to callers. */
export const cursorOf = ({ startBy, orderId }: Place): string => `${startBy}~${orderId}`;

/** A cursor as callers send it back; anything else does not fit. */
export const cursor = z.string().refine((text) => placeAt(text) !== undefined, 'is no cursor of this list');

/** The place a cursor stands for. */
export const placeAt = (text: string): Place | undefined => {
  const [startBy, orderId] = text.split('~');
  const place = placeSchema.safeParse({ startBy, orderId });
  return place.success ? place.data : undefined;
};

const placeSchema = z.object({ startBy: z.iso.datetime(), orderId: z.uuid() });
