import type { Migration } from '@pizzeria/postgres';
import { messages } from './001-messages';

export const migrations: readonly Migration[] = [messages];
