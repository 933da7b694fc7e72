import { balance } from './balance';
import type { Ledgers } from './ledgers';
import { aWholeRun } from './testing/a-whole-run';
import { change } from './testing/changes';
import { imbalances } from './testing/imbalances/all';

const good = aWholeRun();
const findingsIn = (ledgers: Ledgers) =>
  balance(ledgers).flatMap(({ name, findings }) => findings.map(({ kind, what }) => ({ book: name, kind, what })));

describe('the books', () => {
  it('find nothing in a run in which all went well', () => {
    expect(findingsIn(good)).toEqual([]);
    expect(balance(good).map(({ balance: line }) => line)).not.toContain('');
  });

  it.each(imbalances)('find %s', (_, book, kind, wrong) => {
    expect(findingsIn({ ...good, ...wrong })).toContainEqual({ book, kind, what: expect.any(String) });
  });

  it('let a cook take less than an order needs of what ran out', () => {
    const emptied = [
      { ingredientId: 'dough', kind: 'count', quantity: -97, atMs: 1_000 },
      { ingredientId: 'dough', kind: 'used', quantity: -3, atMs: 2_000, orderId: 'a' },
    ];
    const movements = [...good.movements.filter(({ kind }) => kind !== 'used'), ...emptied];
    expect(findingsIn({ ...good, movements }).filter(({ book }) => book === 'reservations')).toEqual([]);
  });

  it('need no correction where the order is ready again', () => {
    const messages = good.messages.filter(({ kind }) => kind !== 'order-not-ready');
    expect(findingsIn({ ...good, messages }).filter(({ book }) => book === 'messages')).toEqual([]);
  });

  it('show a message that may not have arrived, and hold it against nobody when something came between', () => {
    const messages = change(good.messages, () => true, { state: 'uncertain', toMs: 6_000 });
    const published = good.published.filter(({ subject }) => subject !== 'notification/m1');
    const log = good.log.filter(({ subject }) => subject !== 'notification/m1');
    const ledgers = { ...good, messages, published, log, taken: good.taken.slice(1) };
    expect(findingsIn(ledgers)).toEqual([]);
    expect(balance(ledgers).find(({ name }) => name === 'providers')?.balance).toContain('of 1 uncertain 0 arrived');
  });
});
