import { BusUnavailable, MessageRefused, type Bus, type DeliveryMarks, type OutgoingMessage } from '@pizzeria/bus';
import { deadLetters } from '@pizzeria/postgres';
import { testDatabase, type TestDatabase } from '@pizzeria/postgres/testing';
import { HttpProblem } from '../http/problems';
import { silentLogger } from '../logging/pino-logger';
import { replaying } from './replaying';

interface Sent {
  readonly queue: string;
  readonly id: string;
  readonly marks?: DeliveryMarks;
}

describe('replaying dead letters', () => {
  let test: TestDatabase;
  let sent: Sent[];
  /** Called before a message is taken. */
  let before: (message: OutgoingMessage) => void | Promise<void>;
  const bus: Pick<Bus, 'send'> = {
    send: async (queue, message, marks) => {
      await before(message);
      sent.push({ queue, id: message.id, marks });
    },
  };
  const letters = () => deadLetters(test.database);
  const replays = () => replaying(letters(), bus, silentLogger);
  const all = { filter: {}, by: 'Ada', ratePerSecond: 500, limit: 500 };
  const keep = async (...ids: readonly string[]) => {
    for (const [index, messageId] of ids.entries())
      await letters().add({
        queue: 'kitchen.tickets',
        messageId,
        routingKey: 'order.placed.v2',
        body: Buffer.from('{}'),
        marks: { reason: 'rejected', attempts: 8 },
        receivedAt: new Date(Date.UTC(2030, 0, 1, 12, index)),
      });
  };
  const waiting = async () => (await letters().list()).map(({ messageId }) => messageId).sort();
  const idOf = async (messageId: string) =>
    (await letters().list()).find((letter) => letter.messageId === messageId)?.id ?? '';

  beforeAll(async () => {
    test = await testDatabase({ name: 'replaying' });
  });
  afterAll(() => test.drop());
  beforeEach(async () => {
    await test.database.sql.raw('TRUNCATE dead_letters CASCADE');
    sent = [];
    before = () => undefined;
  });

  it('starts with fresh marks, and tells the bus nothing of the transaction it is in', async () => {
    await keep('m-1');
    const inside: boolean[] = [];
    before = () => void inside.push(test.database.inTransaction);
    const id = await idOf('m-1');
    const ours = replays();
    await test.database.transaction(() => ours.one(id, 'Ada'));
    await keep('m-2');
    await test.database.transaction(() => ours.many(all));
    expect(inside).toEqual([false, false]);
    expect(sent).toEqual([
      { queue: 'kitchen.tickets', id: 'm-1', marks: { replays: 1 } },
      { queue: 'kitchen.tickets', id: 'm-2', marks: { replays: 1 } },
    ]);
  });

  it('leaves a letter waiting when nobody knows whether the bus has it, and stops there', async () => {
    await keep('m-1', 'm-2', 'm-3');
    before = ({ id }) => {
      if (id === 'm-2') throw new BusUnavailable('uncertain');
    };
    const refusal = {
      status: 503,
      code: 'bus-unavailable',
      message: expect.stringContaining('1 were replayed') as string,
    };
    await expect(replays().many(all)).rejects.toMatchObject(refusal);
    expect(await waiting()).toEqual(['m-2', 'm-3']);
    const id = await idOf('m-2');
    await expect(replays().one(id, 'Ada')).rejects.toBeInstanceOf(HttpProblem);
    before = () => undefined;
    expect(await replays().many(all)).toMatchObject({ replayed: 2, left: 0 });
    expect((await letters().history(id)).map(({ action }) => action)).toEqual(['failed', 'replayed']);
  });

  it('passes over what the bus refuses, and says so', async () => {
    await keep('m-1', 'm-2');
    before = ({ id }) => {
      if (id === 'm-1') throw new MessageRefused('too large');
    };
    const refused = [{ id: await idOf('m-1'), error: 'too large' }];
    expect(await replays().many(all)).toMatchObject({ replayed: 1, left: 1, refused });
    expect(await waiting()).toEqual(['m-1']);
    await expect(replays().one(refused[0]?.id ?? '', 'Ada')).rejects.toMatchObject({ code: 'message-refused' });
  });

  it('sends each letter once though two processes replay at the same time', async () => {
    await keep(...Array.from({ length: 20 }, (_, n) => `m-${n}`));
    // Each waits for the other once, so that they are certain to be at it at the same time.
    const both: (() => void)[] = [];
    before = () =>
      new Promise((resolve) => {
        both.push(resolve);
        if (both.length >= 2) both.forEach((go) => go());
      });
    const reports = await Promise.all([replays().many(all), replays().many(all)]);
    expect(reports.map(({ replayed }) => replayed).reduce((a, b) => a + b)).toBe(20);
    expect(Math.min(...reports.map(({ replayed }) => replayed))).toBeGreaterThan(0);
    expect(new Set(sent.map(({ id }) => id)).size).toBe(20);
    expect(sent).toHaveLength(20);
  });

  it('is one run at a time in a process, so that the rate is what was asked for', async () => {
    await keep('m-1');
    const ours = replays();
    let release: () => void = () => undefined;
    const reached = new Promise<void>((resolve) => {
      before = () => {
        resolve();
        return new Promise((go) => (release = go));
      };
    });
    const first = ours.many(all);
    await reached;
    await expect(ours.many(all)).rejects.toMatchObject({ status: 409, code: 'replay-under-way' });
    release();
    expect(await first).toMatchObject({ replayed: 1 });
    expect(await ours.many(all)).toMatchObject({ replayed: 0, left: 0 });
  });

  it('is no faster than asked for', async () => {
    await keep(...Array.from({ length: 8 }, (_, n) => `m-${n}`));
    const began = performance.now();
    expect(await replays().many({ ...all, ratePerSecond: 20 })).toMatchObject({ replayed: 8 });
    expect(performance.now() - began).toBeGreaterThanOrEqual(7 * 50 - 5);
  });

  it('goes on over several calls without taking a letter twice that failed again', async () => {
    await keep('m-1', 'm-2', 'm-3');
    before = async ({ id }) => {
      const marks = { reason: 'rejected' as const, replays: 1 };
      const again = { queue: 'kitchen.tickets', messageId: id, routingKey: 'order.placed.v2', body: Buffer.from('{}') };
      returns.push(letters().add({ ...again, marks, receivedAt: new Date() }));
    };
    const returns: Promise<boolean>[] = [];
    const first = await replays().many({ ...all, limit: 2 });
    expect(first).toMatchObject({ replayed: 2, left: 1 });
    const { startedAt } = first;
    expect(await replays().many({ ...all, startedAt })).toMatchObject({ replayed: 1, left: 0, startedAt });
    expect(await Promise.all(returns)).toEqual([true, true, true]);
    expect(await waiting()).toEqual(['m-1', 'm-2', 'm-3']);
  });
});
