import type { Migration } from '@pizzeria/postgres';
import { messages } from './001-messages';
import { everyMessage } from './002-every-message';

export const migrations: readonly Migration[] = [messages, everyMessage];
