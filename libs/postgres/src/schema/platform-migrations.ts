import type { Migration } from '../migrations';
import { deadLetterActionsMigration } from './dead-letter-actions';
import { deadLettersMigration } from './dead-letters';
import { handlingTimesMigration } from './handling-times';
import { idempotencyKeysMigration } from './idempotency-keys';
import { inboxMigration } from './inbox';
import { outboxMigration } from './outbox';
import { releaseParkedMigration } from './release-parked';
import { suspectsMigration } from './suspects';

/** What every service's database holds beside its own tables. `migrate` runs them first. */
export const platformMigrations: readonly Migration[] = [
  outboxMigration,
  inboxMigration,
  deadLettersMigration,
  idempotencyKeysMigration,
  suspectsMigration,
  deadLetterActionsMigration,
  releaseParkedMigration,
  handlingTimesMigration,
];
