import type { Ledgers, LoggedEntry, ReservationEntry } from './ledgers';
import { bookOfLows } from './lows';
import { aWholeRun } from './testing/a-whole-run';
import { change, without } from './testing/changes';

const good = aWholeRun();
/** Basil was said to be low at 1 s and at 2 s, and nothing of it was brought. */
const twice: Ledgers = { ...good, movements: without(good.movements, ({ kind }) => kind === 'delivery') };
const doubled = { kind: 'doubled', what: 'basil was said to be low twice, and nothing came between' };

const reservation = (of: Partial<ReservationEntry>): ReservationEntry => ({
  ...{ orderId: 'b', state: 'released', version: 1, needs: { basil: 5 } },
  ...of,
});
const said = (name: string, atMs: number, sequence = 1): LoggedEntry => ({
  ...{ eventId: `${name} ${atMs}`, name, atMs, sequence },
  ...{ service: name.startsWith('inventory') ? 'inventory' : 'orders', subject: 'order/b' },
});
const reserved = said('inventory.reserved', 500);
const lowAgain = (atMs: number) => ({ ...said('inventory.low', atMs), subject: 'ingredient/basil' });

/** Findings when order b was this, and this was said of it. */
const found = (of: Partial<ReservationEntry>, log: readonly LoggedEntry[]) => {
  const others = twice.log.filter(({ subject }) => subject !== 'order/b');
  const reservations = change(twice.reservations, ({ orderId }) => orderId === 'b', reservation(of));
  const lows = log.filter(({ name }) => name === 'inventory.low').length;
  return bookOfLows({
    ...{ ...twice, reservations, log: [...others, ...log] },
    shelves: change(twice.shelves, any, { version: 2 + lows }),
    published: [...twice.published, ...log.filter(({ name }) => name === 'inventory.low').map(published)],
  }).findings;
};
const any = () => true;
const published = ({ atMs: _, data: __, ...event }: LoggedEntry, index: number) => ({
  ...event,
  ...{ type: event.name, sequence: 3 + index },
});

describe('an ingredient said to be low twice', () => {
  it.each([
    ['was called off between', {}, [reserved, said('order.cancelled', 1_500)]],
    ['was called off before, which inventory may have heard late', {}, [reserved, said('order.cancelled', 900)]],
    ['stepped back between', { state: 'committed', version: 2 }, [reserved, said('inventory.short', 1_500, 2)]],
  ])('is well when an order that held some of it %s', (_, of, log) => {
    expect(found(of, log)).toEqual([]);
  });

  it.each([
    ['was called off later', {}, [reserved, said('order.cancelled', 2_001)]],
    ['needed none of it', { needs: { dough: 1 } }, [reserved, said('order.cancelled', 1_500)]],
    ['never had any set aside', {}, [said('inventory.short', 500), said('order.cancelled', 1_500)]],
    ['was begun before it was called off', { state: 'committed' }, [reserved, said('order.cancelled', 1_500)]],
    ['only began to wait', { state: 'committed' }, [said('inventory.short', 1_500)]],
    ['stepped back before', { state: 'committed', version: 2 }, [reserved, said('inventory.short', 900, 2)]],
  ])('is doubled when the only order %s', (_, of, log) => {
    expect(found(of, log)).toEqual([doubled]);
  });

  it('is doubled once when it was said a third time, and one order was called off', () => {
    expect(found({}, [reserved, said('order.cancelled', 900), lowAgain(3_000)])).toEqual([doubled]);
  });
});
