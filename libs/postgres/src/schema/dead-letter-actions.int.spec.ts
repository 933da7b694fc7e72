import { randomUUID } from 'node:crypto';
import { deadLetters } from '../dead-letters/dead-letters';
import { silent } from '../log';
import { migrateOnly } from '../migrate';
import { testDatabase } from '../testing';
import { platformMigrations } from './platform-migrations';

it('dead letters kept before they could be acted on wait on, each message of a queue once', async () => {
  const { database, drop } = await testDatabase({ name: 'letters_before', platform: false });
  const before = platformMigrations.filter(({ name }) => name < 'platform-006');
  await migrateOnly(database, before, silent);
  const [id, gone] = [randomUUID(), randomUUID()];
  const row = { queue: 'kitchen.tickets', routing_key: 'k', marks: '{}', body: 'x', reason: 'broker', attempts: 0 };
  const [first, second, third] = [randomUUID(), randomUUID(), randomUUID()];
  await database.sql('dead_letters').insert([
    { ...row, id: first, message_id: id, replayed_at: new Date(), received_at: new Date('2030-01-02T00:00:00Z') },
    { ...row, id: second, message_id: id, error: 'cold\nat bake', received_at: new Date('2030-01-01T00:00:00Z') },
    { ...row, id: third, message_id: gone, discarded_at: new Date(), discard_reason: 'a test' },
  ]);
  await migrateOnly(database, platformMigrations, silent);
  const letters = deadLetters(database);
  expect(await letters.list({ state: 'any' })).toMatchObject(
    expect.arrayContaining([
      expect.objectContaining({ id: second, eventId: id, state: 'waiting', replays: 0 }),
      expect.objectContaining({ id: third, eventId: gone, state: 'discarded' }),
    ]) as object[],
  );
  expect(await letters.total({ state: 'any' })).toBe(2);
  expect(await letters.history(second)).toMatchObject([{ action: 'failed', note: 'broker: cold' }]);
  await drop();
});
