import { personal } from '@pizzeria/bus';
import { z } from 'zod';
import { courierId } from './ids';
import { text } from './text';

/** Who carries the order to its address. */
export const courier = z.object({ id: courierId, name: personal(text.optional()) });
export type Courier = z.infer<typeof courier>;
