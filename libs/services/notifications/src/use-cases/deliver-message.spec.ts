import { confirmBySms } from '../on/order-placed';
import { unhurried } from '../pace/pace';
import { recordingSender } from '../recording/sender';
import { aClaim } from '../testing/claims';
import type { Pace, Parts, Sender } from './ports';
import { SendLater } from './send-errors';

describe('sending a claimed message', () => {
  const claim = aClaim();
  const at = (time: Date, sms: Partial<Sender> = {}, pace: Pace = unhurried) =>
    ({
      senders: { sms: { ...recordingSender(), ...sms }, email: recordingSender() },
      paces: { sms: pace, email: unhurried },
      clock: { now: () => time, after: () => () => undefined },
      signal: new AbortController().signal,
    }) as unknown as Parts & { signal: AbortSignal };

  it('begins while the claim is fresh', async () => {
    expect(await confirmBySms.send(claim, at(claim.sendBefore))).toEqual({ outcome: 'recorded' });
  });

  it('does not begin when its process was asleep so long that another may have taken over', async () => {
    const late = new Date(claim.sendBefore.getTime() + 1);
    await expect(confirmBySms.send(claim, at(late))).rejects.toMatchObject({ why: 'too-late-to-send' });
  });

  it('waits with all the others when the provider asked for time while it waited for its turn', async () => {
    const asked = { ...unhurried, pausedMs: () => 7_000 };
    const taken: unknown[] = [];
    const sms = { send: () => Promise.resolve({ outcome: 'sent' as const, providerId: String(taken.push(1)) }) };
    for (const askFirst of [false, true])
      await expect(confirmBySms.send({ ...claim, askFirst }, at(claim.sendBefore, sms, asked))).rejects.toMatchObject({
        delayMs: 7_000,
        why: 'paused',
        inDoubt: askFirst,
      });
    expect(taken).toEqual([]);
  });

  const old = new Date(Date.parse(claim.asked.at) + 3_600_001);

  it('is given up when it is old news', async () => {
    expect(await confirmBySms.send(claim, at(old))).toEqual({ outcome: 'too-old' });
  });

  it.each([
    ['was', { outcome: 'sent', providerId: 'SM1' }, { outcome: 'sent', providerId: 'SM1' }],
    ['may have been', { outcome: 'unknown' }, { outcome: 'uncertain' }],
  ] as const)('is not given up, old as it is, when it %s sent before', async (_, found, ending) => {
    const sender = { find: () => Promise.resolve(found) };
    expect(await confirmBySms.send({ ...claim, askFirst: true }, at(old, sender))).toEqual(ending);
  });

  it('stays uncertain when it is old news and the provider cannot be asked whether it was sent', async () => {
    const sender = { find: () => Promise.reject(new SendLater(60_000, '20429')) };
    expect(await confirmBySms.send({ ...claim, askFirst: true }, at(old, sender))).toEqual({ outcome: 'uncertain' });
    const answered = at(old, { find: () => Promise.resolve({ outcome: 'not-sent' }) });
    expect(await confirmBySms.send({ ...claim, askFirst: true }, answered)).toEqual({ outcome: 'too-old' });
  });
});
