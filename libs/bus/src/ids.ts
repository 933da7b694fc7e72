import { uuidv7 } from 'uuidv7';
import type { Ids } from './clock';

/** UUIDv7 ids, monotone within a process. */
export const uuidv7Ids: Ids = { next: uuidv7 };
