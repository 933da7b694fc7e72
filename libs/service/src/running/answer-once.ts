import { idempotencyKeys, type Database } from '@pizzeria/postgres';
import { keyReused, type Once } from '../http/idempotency';

/** `Once` on a service's database: the key's row commits with the effect, or not at all. */
export const answerOnce = (database: Database): Once => {
  const keys = idempotencyKeys(database);
  return (request, work) =>
    database.transaction(async () => {
      const claim = await keys.claim(request);
      if (claim.kind === 'different-request') throw keyReused();
      if (claim.kind === 'stored') return { answer: claim.answer, replayed: true };
      const answer = await work();
      await keys.store(request.key, answer);
      return { answer, replayed: false };
    });
};
