import { PurchaseOrderPlaced } from '@pizzeria/contracts';
import { orderUpToPar } from '../domain/purchase-order';
import { at, orderIdOf } from '../testing/fixtures';
import { openStockRoom, type StockRoom } from '../testing/stock-room';

let room: StockRoom;
beforeAll(async () => {
  room = await openStockRoom();
});
afterAll(() => room.drop());

const order = (supplierId: string) => room.purchaseOrders.order(supplierId, orderUpToPar);
const inState = (state: 'open' | 'sent' | 'partly-received' | 'received') =>
  room.purchaseOrders.list({ state, limit: 10 });
const openId = async (): Promise<string> => (await inState('open'))[0]?.purchaseOrderId ?? 'none is open';
const placed = () => room.saidOf(PurchaseOrderPlaced);

beforeEach(() =>
  room.restart({ mozzarella: { onHand: 45_000, threshold: 45_000 }, parmesan: { onHand: 2_000, threshold: 2_000 } }),
);

describe('an open purchase order', () => {
  it('is the only one with its supplier, however many ask at once', async () => {
    await room.adjust('mozzarella', 'waste', 1);
    await room.adjust('parmesan', 'waste', 1);
    await Promise.all(Array.from({ length: 10 }, () => order('dairy')));
    expect(await inState('open')).toMatchObject([{ supplier: { id: 'dairy' }, lines: [{}, {}] }]);
  });

  it('grows by what becomes low, and nothing is said of it yet', async () => {
    await room.adjust('mozzarella', 'waste', 1);
    await order('dairy');
    await room.adjust('parmesan', 'waste', 1);
    await order('dairy');
    expect(await inState('open')).toMatchObject([
      { lines: [{ ingredientId: 'mozzarella' }, { ingredientId: 'parmesan' }] },
    ]);
    expect(placed()).toEqual([]);
  });

  it('takes in nothing that recovered before anybody looked', async () => {
    await room.adjust('mozzarella', 'waste', 1);
    await room.adjust('mozzarella', 'delivery', 1);
    await order('dairy');
    await order('nobody-we-know');
    expect(await inState('open')).toEqual([]);
  });

  it('takes in what an order waits for although it is not low, unless that is more than a full shelf', async () => {
    await room.place(1, { parmesan: 2_500 });
    await room.place(2, { mozzarella: 130_001 });
    await room.procure('18:31');
    expect(await inState('open')).toMatchObject([
      { lines: [{ ingredientId: 'parmesan', quantity: 6_000 + 2_500 - 2_000 }] },
    ]);
  });
});

describe('sending a purchase order', () => {
  beforeEach(async () => {
    await room.adjust('parmesan', 'count', 1_000);
    await room.procure('18:31');
  });

  it('happens when it has gathered for a quarter of an hour', async () => {
    await room.procure('18:45');
    expect(placed()).toEqual([]);
    const id = await openId();
    await room.procure('18:46');
    expect(placed()).toMatchObject([
      { sequence: 1, data: { purchaseOrderId: id, lines: [{ ingredientId: 'parmesan', quantity: 5_000 }] } },
    ]);
    expect(await inState('sent')).toMatchObject([{ purchaseOrderId: id, version: 1 }]);
  });

  it('happens once, when two procure and a manager sends at the same time', async () => {
    const id = await openId();
    await Promise.all([room.procure('18:46'), room.procure('18:46'), room.send(id), room.send(id)]);
    expect(placed()).toHaveLength(1);
    expect(await inState('sent')).toHaveLength(1);
    expect(await room.send(id)).toMatchObject({ already: true, order: { state: 'sent' } });
  });

  it('lets the supplier have another open one: for what is low beyond what is on its way', async () => {
    await room.send(await openId());
    await room.procure('18:46');
    expect(await inState('open')).toEqual([]);
    await room.adjust('parmesan', 'count', 400);
    await room.adjust('mozzarella', 'count', 40_000);
    await room.procure('18:47');
    expect(await inState('open')).toMatchObject([
      {
        lines: [
          { ingredientId: 'mozzarella', quantity: 90_000 },
          { ingredientId: 'parmesan', quantity: 600 },
        ],
      },
    ]);
  });
});

describe('receiving a purchase order', () => {
  let purchaseOrderId: string;
  const parmesan = (quantity: number) => ({ lines: [{ ingredientId: 'parmesan', quantity }] });
  beforeEach(async () => {
    await room.adjust('parmesan', 'count', 0);
    await order('dairy');
    purchaseOrderId = await openId();
    await room.send(purchaseOrderId);
  });

  it('fills the shelves and serves who waits, once, even when three receive it at the same time', async () => {
    await room.place(1, { parmesan: 30 });
    const received = await Promise.all([1, 2, 3].map(() => room.receive(purchaseOrderId)));
    expect(received.filter(({ already }) => !already)).toHaveLength(1);
    expect(await room.stock.shelf('parmesan')).toMatchObject({ onHand: 6_000, reserved: 30, low: false });
    expect(await room.numbersIn('reserved')).toEqual([1]);
    expect(await inState('received')).toHaveLength(1);
    expect(await room.faults()).toEqual([]);
  });

  it('in parts serves the oldest first with each, and books in no more than was ordered', async () => {
    for (const n of [3, 1, 2]) await room.place(n, { parmesan: 1_000 });
    await room.receive(purchaseOrderId, parmesan(1_500));
    expect(await room.numbersIn('reserved')).toEqual([1]);
    expect(await inState('partly-received')).toMatchObject([{ lines: [{ quantity: 6_000, received: 1_500 }] }]);
    const both = await Promise.allSettled([1, 2].map(() => room.receive(purchaseOrderId, parmesan(4_000))));
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await room.receive(purchaseOrderId);
    expect(await room.stock.shelf('parmesan')).toMatchObject({ onHand: 6_000 });
    expect(await room.numbersIn('reserved')).toEqual([1, 2, 3]);
    expect(await room.faults()).toEqual([]);
  });

  it('for less than was ordered closes it, and what is low even so is ordered again at once', async () => {
    await room.receive(purchaseOrderId, { ...parmesan(500), complete: true });
    expect(await inState('received')).toHaveLength(1);
    expect(await inState('open')).toMatchObject([{ lines: [{ ingredientId: 'parmesan', quantity: 5_500 }] }]);
    await expect(room.receive(purchaseOrderId, parmesan(1))).rejects.toMatchObject({ code: 'purchase-order-received' });
  });

  it('orders again at once when what came went straight to those who waited', async () => {
    await room.place(1, { parmesan: 5_000 });
    await room.receive(purchaseOrderId);
    expect(await inState('open')).toMatchObject([{ lines: [{ ingredientId: 'parmesan', quantity: 5_000 }] }]);
  });

  it('finds its way through orders placed, sent, received and used at the same time', async () => {
    await room.restart({ parmesan: { onHand: 300, threshold: 200 }, mozzarella: { onHand: 300, threshold: 200 } });
    const receiveAll = async () => {
      for (const { purchaseOrderId: id } of await inState('sent')) await room.receive(id);
    };
    const evening = Array.from({ length: 30 }, (_, n) => [
      () => room.place(n + 1, { parmesan: 20, mozzarella: 30 }),
      () => order('dairy'),
      () => room.startCooking(n + 1),
      () => room.procure('19:00'),
      receiveAll,
    ]).flat();
    await Promise.all(evening.map((work) => work()));
    await room.procure('19:00');
    await receiveAll();
    expect(await room.numbersIn('committed')).toHaveLength(30);
    expect(await room.faults()).toEqual([]);
    expect(placed()).toHaveLength((await inState('received')).length);
  });
});

describe('a purchase order of the version before', () => {
  const before = (n: number, state: string, but = {}) =>
    room.database.sql('purchase_orders').insert({
      id: orderIdOf(n),
      number: n,
      supplier_id: 'dairy',
      state,
      version: 2,
      lines: JSON.stringify([{ ingredientId: 'parmesan', name: 'Parmesan', unit: 'g', quantity: 4_000 }]),
      placed_at: at('18:00'),
      ...but,
    });

  it('that is open is sent, said with the next sequence, and received', async () => {
    await before(1_001, 'open');
    await expect(room.receive(orderIdOf(1_001))).rejects.toMatchObject({ code: 'purchase-order-open' });
    await room.procure('18:15');
    expect(placed()).toMatchObject([{ sequence: 3, data: { number: 1_001, lines: [{ quantity: 4_000 }] } }]);
    await room.receive(orderIdOf(1_001));
    expect(await room.stock.shelf('parmesan')).toMatchObject({ onHand: 6_000 });
  });

  it('that was received has nothing outstanding, and brings nothing twice', async () => {
    await before(1_002, 'received', { received_at: at('18:20') });
    expect(await inState('received')).toMatchObject([{ lines: [{ quantity: 4_000, received: 4_000 }] }]);
    expect(await room.receive(orderIdOf(1_002))).toMatchObject({ already: true });
    expect(await room.stock.shelf('parmesan')).toMatchObject({ onHand: 2_000 });
  });
});
