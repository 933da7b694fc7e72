import { until } from '@pizzeria/bus/testing';
import { renderTrace, type SentSpan } from '@pizzeria/telemetry/testing';
import { handlersOf } from './testing/handlers';
import {
  hasSeries,
  labelFaults,
  readCatalogue,
  readScrape,
  spanFaults,
  type Scrape,
} from './testing/watched/catalogue';
import { bringToTheDoor, deadLetters, linksOf, place, tries } from './testing/watched/play';
import { handlingsIn, untilSeen, watchedPizzeria, type WatchedPizzeria } from './testing/watched/watched-pizzeria';
import { courierName, idempotencyKey, withoutChance, zenosSecrets } from './testing/watched/zeno';

/** What happens to an order that is delivered and paid, and what each of it comes from. */
const origins = {
  'order.placed': 'POST /api/orders',
  'inventory.reserved': 'order.placed in inventory.stock',
  'order.cooking-started': 'POST /api/kitchen/tickets/:orderId/start',
  'order.ready': 'POST /api/kitchen/tickets/:orderId/ready',
  'order.out-for-delivery': 'POST /api/orders/:id/dispatch',
  'order.delivered': 'POST /api/orders/:id/deliver',
  'payment.processed': 'POST /api/orders/:id/payments',
} as const;

const path = [...Object.keys(origins), 'notification.sent'];

const textOf = ({ name, kind, attributes }: SentSpan): string =>
  kind === 'consumer' ? `${attributes['pizzeria.event']} in ${attributes['messaging.destination.name']}` : name;

describe('what the pizzeria tells a collector', () => {
  let pizzeria: WatchedPizzeria;
  let metrics = '';
  const secrets: string[] = [...zenosSecrets, courierName, idempotencyKey];
  let opened: WatchedPizzeria | undefined;
  beforeAll(async () => {
    pizzeria = opened = await watchedPizzeria();
  });
  afterAll(() => opened?.close());

  const order = async (headers: Readonly<Record<string, string>> = {}, changes: object = {}): Promise<string> => {
    const { id, trackingToken } = await place(pizzeria, headers, changes);
    secrets.push(trackingToken);
    return id;
  };

  describe('of an order that is brought to the door', () => {
    let id: string;
    let trace: readonly SentSpan[];
    beforeAll(async () => {
      id = await order({ 'idempotency-key': idempotencyKey });
      await bringToTheDoor(pizzeria, id);
      await untilSeen(pizzeria, id, handlersOf(...path));
      trace = pizzeria.traceOf(id);
      if (process.env['PRINT_TRACE']) process.stdout.write(`\n${renderTrace(trace)}\n`);
    });

    it('is one trace that holds every handler on its way', () => {
      expect([...new Set(handlingsIn(trace))].sort()).toEqual(handlersOf(...path));
    });

    it('hangs together: one request began it, and every other span has its parent in it', () => {
      const ids = new Set(trace.map(({ spanId }) => spanId));
      expect(ids.size).toBe(trace.length);
      const without = trace.filter(({ parentId }) => !ids.has(parentId));
      expect(without.map(({ name, parentId }) => [name, parentId])).toEqual([['POST /api/orders', '']]);
    });

    it('has each handler below the making of its event, and linked to it', () => {
      const byId = new Map(trace.map((span) => [span.spanId, span]));
      for (const handling of trace.filter(({ kind }) => kind === 'consumer')) {
        const creation = byId.get(handling.parentId);
        expect(creation?.kind).toBe('producer');
        expect(creation?.name).toBe(`create ${handling.attributes['pizzeria.event']}`);
        expect(creation?.attributes['messaging.message.id']).toBe(handling.attributes['messaging.message.id']);
        expect(linksOf(handling, 'creation')).toEqual([handling.parentId]);
      }
    });

    it('has each event below what it comes from: a request or a handler', () => {
      const byId = new Map(trace.map((span) => [span.spanId, span]));
      const creations = trace.filter(({ kind }) => kind === 'producer');
      const found = creations.map((creation) => {
        const parent = byId.get(creation.parentId);
        return [creation.name.replace('create ', ''), parent && textOf(parent)];
      });
      expect(found).toEqual(expect.arrayContaining(Object.entries(origins)));
      const messages = found.filter(([event]) => event === 'notification.sent').map(([, from]) => from);
      expect(messages.sort()).toEqual(
        [
          ...handlersOf('order.placed', 'order.ready').filter((handler) => handler.includes('notif')),
          // News of the moment goes by SMS, receipts by e-mail.
          'order.out-for-delivery in notifications.sms',
          'payment.processed in notifications.email',
        ].sort(),
      );
      expect(found).toHaveLength(Object.keys(origins).length + messages.length);
    });

    it('carries the id of the order on every span', () => {
      expect(trace.filter(({ attributes }) => attributes['pizzeria.order.id'] !== id).map(({ name }) => name)).toEqual(
        [],
      );
    });

    it('is linked from the batches in which its events were sent, each once', async () => {
      const sent = () =>
        pizzeria.collector.spans
          .filter(({ name, kind }) => name === 'send pizzeria.events' && kind === 'client')
          .flatMap(({ links }) => links.map(({ spanId }) => spanId));
      const creations = trace.filter(({ kind }) => kind === 'producer').map(({ spanId }) => spanId);
      await until('each event was sent', () => creations.every((creation) => sent().includes(creation)));
      for (const creation of creations) expect(sent().filter((one) => one === creation)).toHaveLength(1);
    });

    it('says of everything where it runs', () => {
      for (const { resource } of [...trace, ...pizzeria.collector.logs])
        expect(resource).toMatchObject({
          'service.name': 'pizzeria',
          'service.namespace': 'pizzeria',
          'service.instance.id': 'pod-1',
          'deployment.environment.name': 'test',
        });
    });

    it('comes with its log lines, which name trace, event and order, as on standard output', async () => {
      const ours = () => pizzeria.collector.logs.filter(({ attributes }) => attributes['pizzeria.order.id'] === id);
      await until('the lines have come', () => ours().some(({ body }) => body === 'event handled'));
      const spans = new Set(trace.map(({ spanId }) => spanId));
      for (const { traceId, spanId } of ours()) {
        expect(traceId).toBe(trace[0]?.traceId);
        expect(spans).toContain(spanId);
      }
      const [handled] = ours().filter(({ body }) => body === 'event handled');
      const { 'pizzeria.order.id': _, 'pizzeria.event.id': __, ...fields } = handled?.attributes ?? {};
      const line = pizzeria.lines().find(({ span_id }) => span_id === handled?.spanId);
      expect(line).toMatchObject({ ...fields, trace_id: handled?.traceId, message: 'event handled', orderId: id });
    });
  });

  describe('of an order that is too large for the promised time', () => {
    it('holds what the kitchen says of it because time passes', async () => {
      const items = [{ sku: 'margherita', size: 'large', quantity: 50, notes: 'cut in sevenths' }];
      const id = await order({}, { items });
      await untilSeen(pizzeria, id, handlersOf('order.placed', 'order.estimate-changed'));
      const trace = pizzeria.traceOf(id);
      const creation = trace.find(({ name }) => name === 'create order.estimate-changed');
      const chore = trace.find(({ spanId }) => spanId === creation?.parentId);
      expect(chore).toMatchObject({
        name: 'chore kitchen.estimates',
        kind: 'internal',
        attributes: { 'pizzeria.order.id': id },
      });
    });
  });

  describe('of a message that fails', () => {
    it('is every try, each linked to the one before it', async () => {
      const asked = pizzeria.twilio.requests;
      pizzeria.twilio.mood = { status: 500, code: 20500 };
      const id = await order();
      await until('it was tried beyond the quick tries', () => pizzeria.twilio.requests >= asked + 4);
      pizzeria.twilio.mood = 'takes';
      await until('it was sent', () => tries(pizzeria, id, 'notifications.sms').some(({ error }) => !error));
      const all = tries(pizzeria, id, 'notifications.sms');
      expect(all.length).toBeGreaterThanOrEqual(5);
      expect(all.map((span) => linksOf(span, 'previous attempt'))).toEqual(
        all.map((_, at) => (at === 0 ? [] : [all[at - 1]?.spanId])),
      );
      expect(all.map(({ error }) => error)).toEqual(all.map((_, at) => at < all.length - 1));
      expect(all[2]?.events.map(({ name }) => name)).toEqual(['attempt failed', 'retry']);
      expect(all.at(-1)?.attributes['pizzeria.redelivered']).toBe(true);
      expect(all[0]?.attributes['pizzeria.redelivered']).toBe(false);
    });

    it('is its replay from the dead letters, linked to the try that failed and to the request', async () => {
      pizzeria.mail.mood = { refusesRecipient: 550 };
      const id = await order();
      await until('it is a dead letter', async () => (await deadLetters(pizzeria)).length === 1);
      await until('a metric shows it', async () =>
        /^pizzeria_dead_letters\{service="notifications",queue="notifications.email",reason="rejected",.*\} 1$/m.test(
          await pizzeria.scrape(),
        ),
      );
      pizzeria.mail.mood = 'takes';
      const [letter] = await deadLetters(pizzeria);
      const replayed = await pizzeria.call('POST', `/api/operations/notifications/dead-letters/${letter?.id}/replay`, {
        as: 'manager',
      });
      expect(replayed.status).toBe(200);
      await until('it was handled', () => tries(pizzeria, id, 'notifications.email').some(({ error }) => !error));
      const [refused, handled] = tries(pizzeria, id, 'notifications.email');
      expect(refused?.events.map(({ name }) => name)).toEqual(['attempt failed', 'dead letter']);
      const request = pizzeria.collector.spans.find(({ name }) => name.endsWith('/dead-letters/:id/replay'));
      expect(linksOf(handled as SentSpan, 'previous attempt')).toEqual([refused?.spanId]);
      expect(linksOf(handled as SentSpan, 'replay')).toEqual([request?.spanId]);
      expect(request?.links.map(({ spanId }) => spanId)).toEqual([handled?.parentId]);
    });
  });

  describe('as the catalogue says', () => {
    const catalogue = readCatalogue();
    const { metrics: catalogued } = catalogue;
    /** The bus is in memory here. */
    const ours = catalogued.filter(({ shownBy }) => shownBy !== 'a process on RabbitMQ');
    let scrape: Scrape;
    beforeAll(async () => {
      await until('everything was measured', async () => {
        metrics = await pizzeria.scrape();
        scrape = readScrape(metrics);
        return ours.every(({ name }) => hasSeries(name, scrape));
      }).catch(() => undefined);
    });

    it('shows every metric of it and no other, of the same type', () => {
      const shown = [...scrape.types].map(([name, type]) => `${name} ${type}`);
      expect(shown.sort()).toEqual(ours.map(({ name, type }) => `${name} ${type}`).sort());
    });

    it('has the labels and the buckets of it and no others', () => {
      expect(ours.flatMap((metric) => labelFaults(metric, scrape))).toEqual([]);
    });

    it('makes every kind of span of it and no other, with its attributes', () => {
      const { spans } = pizzeria.collector;
      expect([...new Set(spans.flatMap((span) => spanFaults(span, catalogue)))]).toEqual([]);
      expect(new Set(spans.map(({ kind }) => kind))).toEqual(new Set(catalogue.spans.map(({ kind }) => kind)));
    });
  });

  it('ends with nothing left untold when the process ends', async () => {
    const id = await order();
    metrics = await pizzeria.scrape();
    expect(await pizzeria.stop()).toBe(0);
    expect(pizzeria.traceOf(id).length).toBeGreaterThan(0);
  });

  it('is nothing about a person: no name, number, address, token or key in any span, line or metric', async () => {
    const { collector, lines, mail, twilio } = pizzeria;
    // The shop knows them well: customers were written to.
    expect(mail.taken.join() + JSON.stringify(twilio.taken)).toMatch(/Quillfeather[^]*4155557788/);
    const told = `${collector.bytes.toString('latin1')}${JSON.stringify(lines())}${metrics}`;
    expect(told).toContain('order.placed');
    expect(told.length).toBeGreaterThan(50_000);
    const looked = withoutChance(told);
    expect(secrets.filter((secret) => looked.includes(secret))).toEqual([]);
  });
});
