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
    expect(await messages.finish(await claimed(draft), { outcome: 'sent', providerId: 'SM1' }, by)).toBe('sent');
    expect(await claim(draft)).toEqual({ claimed: 'done' });
    expect(await listed(draft, 1)).toMatchObject([
      { state: 'sent', provider: 'twilio', providerId: 'SM1', attempts: 1, sentAt: now },
    ]);
  });

  it('believes a receipt however late it comes, but only once', async () => {
    const draft = aDraft();
    const slow = await claimed(draft, 0);
    const quick = await claimed(draft);
    expect(await messages.finish(slow, { outcome: 'sent' }, by)).toBe('sent');
    expect(await messages.finish(quick, { outcome: 'sent' }, by)).toBeUndefined();
    expect(await messages.finish(quick, { outcome: 'uncertain' }, by)).toBeUndefined();
    expect(await stateOf(draft)).toEqual(['sent']);
  });

  it('lets nobody give back a claim that is no longer theirs', async () => {
    const draft = aDraft();
    const dead = await claimed(draft, 0);
    await claimed(draft);
    expect(await messages.release(dead, { state: 'waiting', inDoubt: false, code: '503' }, now)).toBeUndefined();
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

  it('lets a message that was given up be tried again by the event that asked for it', async () => {
    const draft = aDraft();
    await messages.release(await claimed(draft), { state: 'failed', inDoubt: false, code: '21211' }, now);
    expect(await listed(draft, 1)).toMatchObject([{ lastError: '21211' }]);
    const another = { by: randomUUID(), at: now.toISOString() };
    expect(await claim({ ...draft, asked: another })).toEqual({ claimed: 'done' });
    expect(await claimed(draft)).toMatchObject({ attempt: 2, askFirst: false });
  });

  it('is for the event that asked last, once it is given up', async () => {
    const draft = aDraft();
    await messages.release(await claimed(draft), { state: 'waiting', inDoubt: false, code: 'http-503' }, now);
    const later = { ...draft, asked: { by: randomUUID(), at: now.toISOString() } };
    await messages.release(await claimed(later), { state: 'failed', inDoubt: false, code: '21211' }, now);
    expect(await claim(draft)).toEqual({ claimed: 'done' });
    expect(await claimed(later)).toMatchObject({ attempt: 3 });
  });

  it('is read page by page, newest first', async () => {
    const draft = aDraft();
    for (let occurrence = 1; occurrence <= 5; occurrence += 1) await claimed({ ...draft, occurrence });
    const first = await listed(draft, 3);
    const rest = await messages.list({ orderId: orderOf(draft), before: first.at(-1)?.id, limit: 3 });
    expect([...first, ...rest].map(({ occurrence }) => occurrence)).toEqual([5, 4, 3, 2, 1]);
  });

  it('keeps a message about anything else, once for each of its occurrences', async () => {
    const low = aDraft({ about: 'ingredient/mozzarella', kind: 'low-stock' });
    const found = await Promise.all(Array.from({ length: 4 }, () => claim(low)));
    expect(found.map((one) => one.claimed).sort()).toEqual(['taken', 'taken', 'taken', 'yours']);
    await claimed({ ...low, occurrence: 2 });
    await claimed({ ...low, about: 'ingredient/basil' });
    const all = await messages.list({ kind: 'low-stock', limit: 10 });
    expect(all.map(({ about, occurrence }) => `${about} ${occurrence}`)).toEqual([
      'ingredient/basil 1',
      'ingredient/mozzarella 2',
      'ingredient/mozzarella 1',
    ]);
  });

  it('is read by kind, state and channel', async () => {
    const draft = aDraft();
    await claimed({ ...draft, channel: 'email' });
    await messages.finish(await claimed(draft), { outcome: 'sent' }, by);
    const list = (filter: object) => messages.list({ orderId: orderOf(draft), limit: 10, ...filter });
    expect(await list({ state: 'sent' })).toMatchObject([{ channel: 'sms' }]);
    expect(await list({ channel: 'email' })).toMatchObject([{ state: 'claimed' }]);
    expect(await list({ kind: 'receipt' })).toEqual([]);
  });

  describe('of what is not to be sent', () => {
    const made = () => ({ newId: newId(), now });
    const transacted = <T>(work: () => Promise<T>): Promise<T> => test.database.transaction(work);
    const withdraw = (draft: Draft) => transacted(() => messages.withdraw(draft, made()));
    const withhold = (draft: Draft) => transacted(() => messages.withhold(draft, made()));

    it('takes back a message that nobody has asked for yet', async () => {
      const draft = aDraft();
      expect(await withdraw(draft)).toEqual({ decide: 'withdraw' });
      expect(await withdraw(draft)).toEqual({ decide: 'nothing' });
      expect(await claim(draft)).toEqual({ claimed: 'done' });
      expect(await stateOf(draft)).toEqual(['withdrawn']);
    });

    it('takes back one that failed, and has one corrected that was sent or may have been', async () => {
      const [failed, sent, lost] = [aDraft(), aDraft(), aDraft()];
      await messages.release(await claimed(failed), { state: 'failed', inDoubt: false, code: '21211' }, now);
      await messages.finish(await claimed(sent), { outcome: 'sent' }, by);
      await claimed(lost, 0);
      expect(await withdraw(failed)).toEqual({ decide: 'withdraw' });
      expect(await withdraw(sent)).toEqual({ decide: 'correct', state: 'sent' });
      expect(await withdraw(lost)).toEqual({ decide: 'correct', state: 'uncertain' });
      expect(await claim(lost)).toEqual({ claimed: 'done' });
      expect([await stateOf(failed), await stateOf(sent), await stateOf(lost)].flat()).toEqual([
        'withdrawn',
        'sent',
        'uncertain',
      ]);
    });

    it('lets who takes a message back wait for the process that may be sending it', async () => {
      const draft = aDraft();
      await claimed(draft);
      expect(await withdraw(draft)).toMatchObject({ decide: 'wait' });
      expect(await stateOf(draft)).toEqual(['claimed']);
    });

    it('knows whether the same was said again later', async () => {
      const draft = aDraft({ kind: 'order-ready' });
      expect(await messages.saidLater(draft)).toBe(false);
      await claimed({ ...draft, occurrence: 7, channel: 'email' });
      expect(await messages.saidLater(draft)).toBe(true);
      expect(await messages.saidLater({ ...draft, occurrence: 7 })).toBe(false);
      await test.database.sql('messages').where({ occurrence: 7 }).update({ state: 'withdrawn' });
      expect(await messages.saidLater(draft)).toBe(false);
    });

    it('withholds a message once, also one that failed before, but none that is or may be sent', async () => {
      const [fresh, failed, sent, lost] = [aDraft(), aDraft(), aDraft(), aDraft()];
      await messages.release(await claimed(failed), { state: 'failed', inDoubt: false, code: '21610' }, now);
      await messages.finish(await claimed(sent), { outcome: 'sent' }, by);
      await claimed(lost, 0);
      expect(await withhold(fresh)).toMatchObject({ about: fresh.about, kind: fresh.kind, attempt: 1 });
      expect(await withhold(fresh)).toBeUndefined();
      expect(await withhold(failed)).toMatchObject({ attempt: 2 });
      expect(await withhold(sent)).toBeUndefined();
      expect(await withhold(lost)).toBeUndefined();
      expect(await claim(fresh)).toEqual({ claimed: 'done' });
    });

    it('keeps the e-mail that is due in place of an SMS', async () => {
      const instead = { recipient: 'ada@example.com', subject: 'Late', text: 'later', html: '<p>later</p>' };
      const draft = aDraft({ instead });
      const { messageId } = await claimed(draft);
      const { about, kind, occurrence } = draft;
      expect(await messages.insteadOf(messageId)).toEqual({
        ...{ about, kind, occurrence, channel: 'email', asked: draft.asked },
        ...instead,
      });
      expect(await messages.insteadOf((await claimed(aDraft())).messageId)).toBeUndefined();
      expect(await messages.insteadOf(randomUUID())).toBeUndefined();
    });
  });

  describe('and what the provider reports', () => {
    const report = (messageId: string, status: 'sent' | 'delivered' | 'undelivered', providerId = 'SM1') =>
      test.database.transaction(() => messages.report(messageId, { provider: 'twilio', providerId, status }, now));

    it('goes forward only', async () => {
      const draft = aDraft();
      const claimOfIt = await claimed(draft);
      await messages.finish(claimOfIt, { outcome: 'sent', providerId: 'SM1' }, by);
      expect(await report(claimOfIt.messageId, 'delivered')).toMatchObject({ clearedUp: false, attempt: 1 });
      expect(await report(claimOfIt.messageId, 'delivered')).toBeUndefined();
      expect(await report(claimOfIt.messageId, 'sent')).toBeUndefined();
      expect(await listed(draft)).toMatchObject([{ state: 'sent', providerStatus: 'delivered' }]);
    });

    it('is believed only of what it took', async () => {
      const claimOfIt = await claimed(aDraft());
      await messages.finish(claimOfIt, { outcome: 'sent', providerId: 'SM1' }, by);
      expect(await report(claimOfIt.messageId, 'delivered', 'SM2')).toBeUndefined();
      expect(await report(randomUUID(), 'delivered')).toBeUndefined();
    });

    it('clears up a message of which nobody knew whether it was sent', async () => {
      const draft = aDraft();
      const claimOfIt = await claimed(draft);
      await messages.finish(claimOfIt, { outcome: 'uncertain' }, by);
      expect(await report(claimOfIt.messageId, 'sent')).toMatchObject({ clearedUp: true });
      expect(await listed(draft)).toMatchObject([{ state: 'sent', providerId: 'SM1', lastError: undefined }]);
    });

    const sent = { state: 'sent', providerId: 'SM1', providerStatus: 'sent', lastError: undefined, sentAt: now };

    it('clears up a message that waits for another try', async () => {
      const draft = aDraft();
      const claimOfIt = await claimed(draft);
      await messages.release(claimOfIt, { state: 'waiting', inDoubt: true, code: 'answer-lost' }, now);
      expect(await report(claimOfIt.messageId, 'sent')).toMatchObject({ clearedUp: true });
      expect(await claim(draft)).toEqual({ claimed: 'done' });
      expect(await listed(draft)).toMatchObject([sent]);
    });

    it.each(['waiting', 'failed', 'uncertain'] as const)('is believed more than a try that ends %s', async (state) => {
      const draft = aDraft();
      const claimOfIt = await claimed(draft);
      await report(claimOfIt.messageId, 'sent');
      const release = { state, inDoubt: state !== 'failed', code: 'answer-lost' };
      expect(await messages.release(claimOfIt, release, now)).toBe('sent');
      expect(await listed(draft)).toMatchObject([sent]);
    });

    it('is believed where the provider could not say whether it took the message', async () => {
      const draft = aDraft();
      const claimOfIt = await claimed(draft);
      await report(claimOfIt.messageId, 'sent');
      expect(await messages.finish(claimOfIt, { outcome: 'uncertain' }, by)).toBe('sent');
      expect(await listed(draft)).toMatchObject([sent]);
    });

    it('says of a message whose process is dead that it was sent: nobody has to be asked', async () => {
      const draft = aDraft();
      const { messageId } = await claimed(draft, 0);
      await report(messageId, 'sent');
      expect(await claim(draft)).toEqual({
        claimed: 'sent',
        message: expect.objectContaining({ messageId, attempt: 1, about: draft.about }),
        provider: 'twilio',
      });
      expect(await claim(draft)).toEqual({ claimed: 'done' });
      expect(await listed(draft)).toMatchObject([sent]);
    });

    it('that overtakes the receipt leaves the message to its process', async () => {
      const draft = aDraft();
      const claimOfIt = await claimed(draft);
      expect(await report(claimOfIt.messageId, 'sent')).toMatchObject({ clearedUp: false });
      expect(await messages.finish(claimOfIt, { outcome: 'sent', providerId: 'SM1' }, by)).toBe('sent');
      expect(await listed(draft)).toMatchObject([{ state: 'sent', providerStatus: 'sent' }]);
    });
  });
});
