import { on, onEvery } from '@pizzeria/bus';
import { allEvents, OrderPlaced, OrderReady, OrderDelivered } from '@pizzeria/contracts';
import { catalogueOf, type Menu } from './catalogue';
import { toMarkdown } from './markdown';

const kitchen: Menu = {
  name: 'kitchen',
  subscriptions: { tickets: { handlers: [on(OrderPlaced, () => undefined), on(OrderDelivered, () => undefined)] } },
};
const analytics: Menu = {
  name: 'analytics',
  subscriptions: {
    log: { handlers: onEvery(allEvents, () => undefined) },
    metrics: { handlers: [on(OrderPlaced, () => undefined)] },
  },
};
const entryOf = (name: string, menus: readonly Menu[] = [kitchen, analytics]) =>
  catalogueOf(allEvents, menus).find((entry) => entry.name === name);

describe('the catalogue', () => {
  it('lists every event once', () => {
    const names = catalogueOf(allEvents, []).map(({ name }) => name);
    expect(names).toEqual(allEvents.map(({ name }) => name));
  });

  it('knows who publishes an event, in which versions, and where it is written', () => {
    expect(entryOf('order.placed')).toMatchObject({
      publisher: 'orders',
      version: 2,
      alsoReads: [1],
      contract: 'libs/contracts/src/orders/order-placed.ts',
      meaning: OrderPlaced.meaning,
    });
  });

  it('finds each subscription of an event and the file of its handler', () => {
    expect(entryOf('order.placed')?.handledBy).toEqual([
      { queue: 'kitchen.tickets', file: 'libs/services/kitchen/src/on/order-placed.ts', everyEvent: false },
      { queue: 'analytics.log', file: 'libs/services/analytics/src/on/every-event.ts', everyEvent: true },
      { queue: 'analytics.metrics', file: 'libs/services/analytics/src/on/order-placed.ts', everyEvent: false },
    ]);
    expect(entryOf('order.ready', [kitchen])?.handledBy).toEqual([]);
  });

  it('names a group where all of it is personal, and else the fields', () => {
    expect(entryOf('order.placed')?.personal).toEqual(['fulfilment.address', 'items[].notes', 'customer']);
    expect(entryOf('order.delivered')?.personal).toEqual(['courier.name']);
    expect(entryOf('kitchen.load-changed')?.personal).toEqual([]);
  });
});

describe('the page', () => {
  const page = toMarkdown(catalogueOf([OrderPlaced, OrderReady], [kitchen, analytics]));

  it('links an event to its contract and each handler to its file', () => {
    expect(page).toContain(
      '| [`order.placed`](../libs/contracts/src/orders/order-placed.ts) | 2, reads 1 | orders | A customer placed an order, and the shop accepted it at this price. | [`kitchen.tickets`](../libs/services/kitchen/src/on/order-placed.ts)<br>[`analytics.log`](../libs/services/analytics/src/on/every-event.ts)<br>[`analytics.metrics`](../libs/services/analytics/src/on/order-placed.ts) | `fulfilment.address` `items[].notes` `customer` |',
    );
  });

  it('draws who publishes to whom, once, without those who hear everything', () => {
    const picture = page.slice(page.indexOf('```mermaid'), page.lastIndexOf('```'));
    expect(picture.split('\n')).toEqual([
      '```mermaid',
      'flowchart LR',
      '  service_orders(["orders"])',
      '  service_kitchen(["kitchen"])',
      '  event_order_placed["order.placed"]',
      '  event_order_ready["order.ready"]',
      '  queue_kitchen_tickets[["kitchen.tickets"]]',
      '  queue_analytics_metrics[["analytics.metrics"]]',
      '  service_orders --> event_order_placed',
      '  event_order_placed --> queue_kitchen_tickets',
      '  event_order_placed --> queue_analytics_metrics',
      '  service_kitchen --> event_order_ready',
      '',
    ]);
    expect(page).toContain('`analytics.log` handles every event and is left out.');
  });

  it('says so when nobody handles an event', () => {
    expect(toMarkdown(catalogueOf([OrderReady], []))).toContain('| nobody yet |');
  });
});
