import { until } from '@pizzeria/bus/testing';
import { openPizzeria, type TestPizzeria } from './testing/open-pizzeria';
import { anOrder } from './testing/orders';

/** What boards and alerts stand on. */
const wanted = [
  'pizzeria_event_handled_total counter',
  'pizzeria_event_published_total counter',
  'pizzeria_event_lag histogram',
  'messaging_process_duration histogram',
  'messaging_client_operation_duration histogram',
  'messaging_client_sent_messages_total counter',
  'messaging_client_consumed_messages_total counter',
  'pizzeria_orders_total counter',
  'pizzeria_order_value histogram',
  'pizzeria_messages_total counter',
  'pizzeria_database_pool_used gauge',
  'pizzeria_database_pool_waiting gauge',
  'nodejs_eventloop_delay_p99 gauge',
  'v8js_memory_heap_used gauge',
  'process_cpu_time_total counter',
  'pizzeria_bus_paused gauge',
  'pizzeria_bus_dead_letters_total counter',
  'pizzeria_bus_suspects_total counter',
  'pizzeria_bus_unroutable_total counter',
  'http_server_request_duration histogram',
  'pizzeria_bus_in_flight gauge',
  'pizzeria_bus_connected gauge',
  'pizzeria_outbox_leader gauge',
];

describe('/metrics of the pizzeria', () => {
  let pizzeria: TestPizzeria;
  let text = '';
  beforeAll(async () => {
    pizzeria = await openPizzeria();
    await pizzeria.call('POST', '/api/orders', { body: anOrder() });
    await until('the order is handled by all, and measured', async () => {
      await scrape();
      return /handled_total\{[^}]*order\.placed[^}]*analytics/.test(text) && text.includes('pizzeria_event_published');
    });
    // Some are shown only after a first measurement, a while after that. Which one never is, its test says.
    await until('everything is shown', async () => {
      await scrape();
      return wanted.every((type) => types().includes(type));
    }).catch(() => undefined);
  });
  afterAll(() => pizzeria.close());

  const scrape = async (): Promise<void> => {
    text = await (await fetch(`http://127.0.0.1:${pizzeria.managementPort}/metrics`)).text();
  };
  const types = () => [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name, type]) => `${name} ${type}`);
  const samples = (name: string) => text.split('\n').filter((line) => line.startsWith(`${name}{`));

  it('have the names that boards and alerts stand on, each once', () => {
    expect(types().filter((type, at) => types().indexOf(type) !== at)).toEqual([]);
    expect(types()).toEqual(expect.arrayContaining(wanted));
  });

  it('count each handling of an event once', () => {
    const placed = samples('pizzeria_event_handled_total').filter((line) => line.includes('event="order.placed"'));
    const queues = placed.map((line) => /queue="([^"]+)"/.exec(line)?.[1]);
    expect(new Set(queues).size).toBe(queues.length);
    for (const line of placed) expect(line).toMatch(/outcome="handled".*\} 1$/);
  });

  it('bound each histogram by bounds of its own: the default ones are meant for milliseconds', () => {
    const histograms = types().flatMap((type) => (type.endsWith(' histogram') ? [type.split(' ')[0]] : []));
    expect(histograms).toContain('pizzeria_order_value');
    for (const name of histograms) {
      const bounds = [...text.matchAll(new RegExp(`^${name}_bucket\\{.*le="([^"]+)"`, 'gm'))].map(([, bound]) => bound);
      expect(bounds.length).toBeGreaterThan(3);
      expect(['0', '5', '10', '25', '50'].every((bound) => bounds.includes(bound)) && name).toBe(false);
    }
  });

  it('count an order once its transaction is committed, and none that was refused before there was one', async () => {
    expect(text).toMatch(/^pizzeria_orders_total\{status="placed",fulfilment="delivery",.*\} 1$/m);
    expect(text).toMatch(/^pizzeria_order_value_sum\{.*\} 3198$/m);
    const refused = await pizzeria.call('POST', '/api/orders', { body: anOrder({ items: [] }) });
    expect(refused.status).toBe(400);
    await scrape();
    expect(text).toMatch(/^pizzeria_orders_total\{status="placed",fulfilment="delivery",.*\} 1$/m);
  });

  it('show what has not gone wrong so far as 0, so that the first time is seen as an increase', () => {
    for (const name of ['pizzeria_bus_dead_letters_total', 'pizzeria_bus_suspects_total', 'pizzeria_bus_paused'])
      expect(
        samples(name).filter((line) => line.includes('queue="kitchen.tickets"') && line.endsWith(' 0')),
      ).not.toEqual([]);
    expect(samples('pizzeria_bus_unroutable_total').every((line) => line.endsWith(' 0'))).toBe(true);
  });
});
