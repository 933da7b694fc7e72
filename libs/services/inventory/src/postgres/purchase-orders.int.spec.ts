import type { PurchaseOrderPlacedData } from '@pizzeria/contracts';
import { orderUpToPar } from '../domain/purchase-order';
import { openStockRoom, type StockRoom } from '../testing/stock-room';
import { receivePurchaseOrder } from '../use-cases/receive-purchase-order';

let room: StockRoom;
beforeAll(async () => {
  room = await openStockRoom();
});
afterAll(() => room.drop());

const order = (supplierId: string) => room.purchaseOrders.order(supplierId, orderUpToPar);
const open = () => room.purchaseOrders.list({ state: 'open', limit: 10 });
const placed = () =>
  room.said.filter(({ event }) => event.name === 'purchase-order.placed') as unknown as {
    sequence: number;
    data: PurchaseOrderPlacedData;
  }[];

describe('procurement', () => {
  beforeEach(() =>
    room.restart({ mozzarella: { onHand: 45_000, threshold: 45_000 }, parmesan: { onHand: 2_000, threshold: 2_000 } }),
  );

  it('opens one order with a supplier, however many ask at once', async () => {
    await room.adjust('mozzarella', 'waste', 1);
    await room.adjust('parmesan', 'waste', 1);
    await Promise.all(Array.from({ length: 10 }, () => order('dairy')));
    expect(await open()).toMatchObject([{ supplier: { id: 'dairy' }, version: 1 }]);
    expect(placed()).toHaveLength(1);
  });

  it('adds to the open order, and says it whole again', async () => {
    await room.adjust('mozzarella', 'waste', 1);
    await order('dairy');
    await room.adjust('parmesan', 'waste', 1);
    await order('dairy');
    const [only, ...others] = await open();
    expect(others).toEqual([]);
    expect(placed().map(({ sequence, data }) => [sequence, data.purchaseOrderId, data.lines.length])).toEqual([
      [1, only?.purchaseOrderId, 1],
      [2, only?.purchaseOrderId, 2],
    ]);
  });

  it('orders nothing of what recovered before anybody looked', async () => {
    await room.adjust('mozzarella', 'waste', 1);
    await room.adjust('mozzarella', 'delivery', 1);
    await order('dairy');
    await order('nobody-we-know');
    expect(await open()).toEqual([]);
  });

  it('receives an order once, fills the shelves to par and serves who waits, even when two receive it at once', async () => {
    await room.adjust('parmesan', 'count', 0);
    await order('dairy');
    await room.place(1, { parmesan: 30 });
    const [waiting] = await open();
    const purchaseOrderId = waiting?.purchaseOrderId ?? '';
    const receive = () => room.database.transaction(() => receivePurchaseOrder({ purchaseOrderId, by: 'mario' }, room));
    const received = await Promise.all([receive(), receive(), receive()]);
    expect(received.filter(({ already }) => !already)).toHaveLength(1);
    expect(await room.stock.shelf('parmesan')).toMatchObject({ onHand: 6_000, reserved: 30, low: false });
    expect(await room.numbersIn('reserved')).toEqual([1]);
    expect(await open()).toEqual([]);
    expect(await room.faults()).toEqual([]);
  });

  it('orders again at once when what came went straight to those who waited', async () => {
    await room.adjust('parmesan', 'count', 0);
    await order('dairy');
    await room.place(1, { parmesan: 5_000 });
    const [first] = await open();
    await room.database.transaction(() =>
      receivePurchaseOrder({ purchaseOrderId: first?.purchaseOrderId ?? '', by: 'mario' }, room),
    );
    const [second] = await open();
    expect(second).toMatchObject({ lines: [{ ingredientId: 'parmesan', quantity: 5_000 }] });
    expect(second?.purchaseOrderId).not.toBe(first?.purchaseOrderId);
  });

  it('finds its way through orders placed, received and used at the same time', async () => {
    await room.restart({ parmesan: { onHand: 300, threshold: 200 }, mozzarella: { onHand: 300, threshold: 200 } });
    const receiveAll = async () => {
      for (const { purchaseOrderId } of await open())
        await room.database.transaction(() => receivePurchaseOrder({ purchaseOrderId, by: 'mario' }, room));
    };
    const evening = Array.from({ length: 30 }, (_, n) => [
      () => room.place(n + 1, { parmesan: 20, mozzarella: 30 }),
      () => order('dairy'),
      () => room.startCooking(n + 1),
      receiveAll,
    ]).flat();
    await Promise.all(evening.map((work) => work()));
    await order('dairy');
    await receiveAll();
    expect(await room.numbersIn('committed')).toHaveLength(30);
    expect(await room.faults()).toEqual([]);
  });
});
