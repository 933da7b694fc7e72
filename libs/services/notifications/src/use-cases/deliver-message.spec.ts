import { confirmBySms } from '../on/order-placed';
import { unhurried } from '../pace/pace';
import { recordingSender } from '../recording/sender';
import { aClaim } from '../testing/claims';
import type { Parts } from './ports';

describe('sending a claimed message', () => {
  const claim = aClaim();
  const at = (time: Date) =>
    ({
      senders: { sms: recordingSender(), email: recordingSender() },
      paces: { sms: unhurried, email: unhurried },
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
});
