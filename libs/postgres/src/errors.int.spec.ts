import { once } from 'node:events';
import { connect } from 'node:net';
import { isDatabaseAway } from './errors';
import { silent } from './log';
import { openDatabase } from './open-database';
import { testDatabase } from './testing';

const errorOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('a database that is away', () => {
  const nowhere = 'postgres://postgres@127.0.0.1:1/shop';

  it('is known by every way in: a query, a transaction, a ping', async () => {
    const database = openDatabase({ url: nowhere, name: 'nowhere', log: silent });
    for (const work of [
      () => database.ping(),
      () => database.sql('orders').first(),
      () => database.transaction(() => Promise.resolve()),
    ]) {
      expect(isDatabaseAway(await errorOf(Promise.resolve(work())))).toBe(true);
    }
    await database.close();
  });

  it('is not blamed for a mail server that refuses connections, nor for work that was aborted', async () => {
    const test = await testDatabase({ name: 'errors' });
    const mail = async (): Promise<void> => {
      await once(connect(1, '127.0.0.1'), 'connect');
    };
    const refused = await errorOf(test.database.transaction(mail));
    expect(refused).toMatchObject({ code: 'ECONNREFUSED' });
    expect(isDatabaseAway(refused)).toBe(false);
    const aborted = await errorOf(test.database.transaction(async () => AbortSignal.abort().throwIfAborted()));
    expect(aborted).toMatchObject({ name: 'AbortError' });
    expect(isDatabaseAway(aborted)).toBe(false);
    await test.drop();
  });

  it('is not blamed for a statement that fails', async () => {
    const test = await testDatabase({ name: 'errors' });
    expect(isDatabaseAway(await errorOf(test.database.sql.raw('SELEKT')))).toBe(false);
    await test.drop();
  });
});
