import { BusUnavailable } from '@pizzeria/bus';
import { ConfirmWindow } from './confirm-window';
import { newCounters } from './options';
import { Sending } from './sending';

const limits = { window: 2, queued: 3, queuedBytes: 100 };
const sending = (id: string, since = 0, bytes = 10, routingKey = 'order.placed.v1'): Sending => {
  const made = new Sending({ id, exchange: 'events', routingKey, body: Buffer.alloc(bytes) }, since, newCounters());
  made.outcome.catch(() => {});
  return made;
};
const ids = (sendings: readonly Sending[]) => sendings.map(({ parcel }) => parcel.id);

describe('the window of confirms', () => {
  it('lets no more out than its size, and the next when one is answered', () => {
    const window = new ConfirmWindow(limits);
    const all = ['a', 'b', 'c'].map((id) => sending(id));
    for (const one of all) window.add(one);
    expect([window.next(1), window.next(1), window.next(1)]).toEqual([all[0], all[1], undefined]);
    window.done(all[0]!);
    expect(window.next(2)).toBe(all[2]);
    expect([window.waiting, window.unconfirmed]).toEqual([0, 2]);
  });

  it('takes no more in than its queue may hold, by number and by bytes', () => {
    const byNumber = new ConfirmWindow(limits);
    for (const id of ['a', 'b', 'c']) byNumber.add(sending(id));
    expect(() => byNumber.add(sending('d'))).toThrow(BusUnavailable);
    const byBytes = new ConfirmWindow(limits);
    byBytes.add(sending('a', 0, 60));
    expect(() => byBytes.add(sending('b', 0, 60))).toThrow(BusUnavailable);
    byBytes.next(1);
    expect(() => byBytes.add(sending('b', 0, 60))).not.toThrow();
  });

  it('marks the one that came back, also when the same id is under way to several places', () => {
    const window = new ConfirmWindow(limits);
    const [placed, cleaned] = [sending('a'), sending('a', 0, 10, 'oven.cleaned.v1')];
    for (const one of [placed, cleaned]) window.add(one);
    window.next(1);
    window.next(1);
    window.markReturned('a', 'events', 'oven.cleaned.v1');
    expect([placed.returned, cleaned.returned]).toEqual([false, true]);
  });

  it('sends suspects one at a time, before all that waits', () => {
    const window = new ConfirmWindow(limits);
    const all = ['a', 'b', 'c'].map((id) => sending(id));
    for (const one of all) window.add(one);
    window.next(1);
    window.next(1);
    const underWay = window.takeUnconfirmed();
    for (const one of underWay) one.suspect = true;
    window.putBack(underWay);
    expect([window.next(2), window.next(2)]).toEqual([all[0], undefined]);
    window.done(all[0]!);
    expect([window.next(3), window.next(3)]).toEqual([all[1], undefined]);
    window.done(all[1]!);
    expect(window.next(4)).toBe(all[2]);
  });

  it('finds what is overdue and what has waited too long, oldest first', () => {
    const window = new ConfirmWindow({ ...limits, queued: 10 });
    for (const [id, since] of [
      ['a', 0],
      ['b', 0],
      ['c', 5],
      ['d', 50],
    ] as const)
      window.add(sending(id, since));
    window.next(10);
    window.next(20);
    expect(ids(window.overdue(9))).toEqual([]);
    expect(ids(window.overdue(15))).toEqual(['a']);
    expect(ids(window.takeStale(10))).toEqual(['c']);
    expect([window.waiting, window.unconfirmed]).toEqual([1, 2]);
  });

  it('forgets what has had its outcome when the channel is lost', () => {
    const window = new ConfirmWindow(limits);
    const [late, current] = [sending('late'), sending('current')];
    for (const one of [late, current]) window.add(one);
    window.next(1);
    window.next(1);
    late.uncertain('no confirm in time');
    expect(ids(window.takeUnconfirmed())).toEqual(['current']);
    expect(window.empty).toBe(true);
  });
});
