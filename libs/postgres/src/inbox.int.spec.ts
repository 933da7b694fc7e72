import { uuidv7 } from 'uuidv7';
import { inbox } from './inbox';
import { testDatabase, type TestDatabase } from './testing';

describe('the inbox', () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await testDatabase({ name: 'inbox' });
  });
  afterAll(() => test.drop());

  const entry = (messageId: string, consumer = 'kitchen.tickets') => ({
    messageId,
    consumer,
    type: 'com.mariopizzeria.test',
    subject: 'order/1',
    attempts: 1,
  });
  const record = (messageId: string, consumer?: string) =>
    test.database.transaction(() => inbox(test.database).record(entry(messageId, consumer)));

  it('lets one of many deliveries of a message through, per consumer', async () => {
    const id = uuidv7();
    const firsts = await Promise.all(Array.from({ length: 20 }, () => record(id)));
    expect(firsts.filter(Boolean)).toHaveLength(1);
    expect(await record(id, 'inventory.stock')).toBe(true);
    expect(await inbox(test.database).has(entry(id))).toBe(true);
  });

  it('forgets a message whose transaction rolled back, so that it runs again', async () => {
    const id = uuidv7();
    const failed = test.database.transaction(async () => {
      await inbox(test.database).record(entry(id));
      throw new Error('handler failed');
    });
    await expect(failed).rejects.toThrow('handler failed');
    expect(await inbox(test.database).has(entry(id))).toBe(false);
    expect(await record(id)).toBe(true);
  });

  it('refuses to record outside of a transaction', async () => {
    await expect(inbox(test.database).record(entry(uuidv7()))).rejects.toThrow('outside of a transaction');
  });
});
