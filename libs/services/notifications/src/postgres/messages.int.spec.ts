import { type TestDatabase, testDatabase } from '@pizzeria/postgres/testing';
import { randomUUID } from 'node:crypto';
import { type Draft, orderOf } from '../domain/message';
import { migrations } from '../migrations';
import { aClaim } from '../testing/claims';
import type { Claim, Messages } from '../use-cases/messages';
import { postgresMessages } from './messages';

describe('the message list', () => {
  let test: TestDatabase;
  let messages: Messages;
  const now = new Date('2026-03-14T18:30:00.000Z');
  const by = { provider: 'twilio', now };

  beforeAll(async () => {
    test = await testDatabase({ migrations, name: 'messages' });
    messages = postgresMessages(test.database);
  });
  afterAll(() => test.drop());

  const aDraft = (changes: Partial<Draft> = {}): Draft => {
    const { messageId: _, ...rest } = aClaim();
    return { ...rest, about: `order/${randomUUID()}`, ...changes };
  };
  let made = 0;
  const newId = () => `01995f2a-7c00-7000-8000-${String((made += 1)).padStart(12, '0')}`;
  const claim = (draft: Draft, leaseMs = 20_000) =>
    test.database.transaction(() => messages.claim(draft, { newId: newId(), ms: leaseMs, sendWithinMs: 5_000, now }));
  const claimed = async (draft: Draft, leaseMs?: number): Promise<Claim> => {
    const found = await claim(draft, leaseMs);
    if (found.claimed !== 'yours') throw new Error(`the message is ${found.claimed}`);
    return found.claim;
  };
  const listed = (draft: Draft, limit = 10) => messages.list({ orderId: orderOf(draft), limit });
  const stateOf = async (draft: Draft) => (await listed(draft)).map(({ state }) => state);

  it('gives one of many who claim the same message at once the right to send it, and lets the others wait', async () => {
    const draft = aDraft();
    const found = await Promise.all(Array.from({ length: 8 }, () => claim(draft)));
    expect(found.filter((one) => one.claimed === 'yours')).toHaveLength(1);
    const waiting = found.flatMap((one) => (one.claimed === 'taken' ? [one.leaseLeftMs] : []));
    expect(waiting).toHaveLength(7);
    for (const ms of waiting) {
      expect(ms).toBeGreaterThan(10_000);
      expect(ms).toBeLessThanOrEqual(20_000);
    }
    expect(await stateOf(draft)).toEqual(['claimed']);
  });

  it('keeps apart what differs in kind, channel or occurrence', async () => {
    const draft = aDraft();
    await claimed(draft);
    await claimed({ ...draft, kind: 'order-ready' });
    await claimed({ ...draft, channel: 'email' });
    await claimed({ ...draft, occurrence: 2 });
    expect(await stateOf(draft)).toHaveLength(4);
  });

  it('takes a holder whose lease is over for dead, and has the provider asked first', async () => {
    const draft = aDraft();
    const dead = await claimed(draft, 0);
    const next = await claimed(draft);
    expect(next).toMatchObject({ messageId: dead.messageId, attempt: 2, askFirst: true });
  });

  it('has nothing to send once a message is sent', async () => {
    const draft = aDraft();
    expect(await messages.finish(await claimed(draft), { outcome: 'sent', providerId: 'SM1' }, by)).toBe(true);
    expect(await claim(draft)).toEqual({ claimed: 'done' });
    expect(await listed(draft, 1)).toMatchObject([
      { state: 'sent', provider: 'twilio', providerId: 'SM1', attempts: 1, sentAt: now },
    ]);
  });

  it('believes a receipt however late it comes, but only once', async () => {
    const draft = aDraft();
    const slow = await claimed(draft, 0);
    const quick = await claimed(draft);
    expect(await messages.finish(slow, { outcome: 'sent' }, by)).toBe(true);
    expect(await messages.finish(quick, { outcome: 'sent' }, by)).toBe(false);
    expect(await messages.finish(quick, { outcome: 'uncertain' }, by)).toBe(false);
    expect(await stateOf(draft)).toEqual(['sent']);
  });

  it('lets nobody give back a claim that is no longer theirs', async () => {
    const draft = aDraft();
    const dead = await claimed(draft, 0);
    await claimed(draft);
    expect(await messages.release(dead, { state: 'waiting', inDoubt: false, code: '503' }, now)).toBe(false);
    expect(await stateOf(draft)).toEqual(['claimed']);
  });

  it('frees a message for another try, and remembers a doubt about the last one', async () => {
    const draft = aDraft();
    await messages.release(await claimed(draft), { state: 'waiting', inDoubt: false, code: 'http-503' }, now);
    const second = await claimed(draft);
    expect(second).toMatchObject({ attempt: 2, askFirst: false });
    await messages.release(second, { state: 'waiting', inDoubt: true, code: 'answer-lost' }, now);
    expect(await claimed(draft)).toMatchObject({ attempt: 3, askFirst: true });
  });

  it('lets a message that was given up be tried again', async () => {
    const draft = aDraft();
    await messages.release(await claimed(draft), { state: 'failed', inDoubt: false, code: '21211' }, now);
    expect(await listed(draft, 1)).toMatchObject([{ lastError: '21211' }]);
    expect(await claimed(draft)).toMatchObject({ attempt: 2, askFirst: false });
  });

  it('is read page by page, newest first', async () => {
    const draft = aDraft();
    for (let occurrence = 1; occurrence <= 5; occurrence += 1) await claimed({ ...draft, occurrence });
    const first = await listed(draft, 3);
    const rest = await messages.list({ orderId: orderOf(draft), before: first.at(-1)?.id, limit: 3 });
    expect([...first, ...rest].map(({ occurrence }) => occurrence)).toEqual([5, 4, 3, 2, 1]);
  });
});
