import { z } from 'zod';

/** Text that says something: never empty. */
export const text = z.string().min(1);

/** Lower-case words joined by hyphens, for example `quattro-formaggi`. */
export const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
