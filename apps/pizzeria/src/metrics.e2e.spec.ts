import { until } from '@pizzeria/bus/testing';
import { openPizzeria, type TestPizzeria } from './testing/open-pizzeria';
import { anOrder } from './testing/orders';

describe('/metrics of the pizzeria', () => {
  let pizzeria: TestPizzeria;
  let text = '';
  beforeAll(async () => {
    pizzeria = await openPizzeria();
    await pizzeria.call('POST', '/api/orders', { body: anOrder() });
    await until('the order is handled by all, and measured', async () => {
      text = await (await fetch(`http://127.0.0.1:${pizzeria.managementPort}/metrics`)).text();
      return /handled_total\{[^}]*order\.placed[^}]*analytics/.test(text) && text.includes('pizzeria_event_published');
    });
  });
  afterAll(() => pizzeria.close());

  const types = () => [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name, type]) => `${name} ${type}`);
  const samples = (name: string) => text.split('\n').filter((line) => line.startsWith(`${name}{`));

  it('have the names that boards and alerts stand on, each once', () => {
    expect(types().filter((type, at) => types().indexOf(type) !== at)).toEqual([]);
    expect(types()).toEqual(
      expect.arrayContaining([
        'pizzeria_event_handled_total counter',
        'pizzeria_event_published_total counter',
        'pizzeria_event_lag histogram',
        'messaging_process_duration histogram',
        'http_server_request_duration histogram',
        'pizzeria_bus_in_flight gauge',
        'pizzeria_bus_connected gauge',
        'pizzeria_outbox_leader gauge',
      ]),
    );
  });

  it('count each handling of an event once', () => {
    const placed = samples('pizzeria_event_handled_total').filter((line) => line.includes('event="order.placed"'));
    const queues = placed.map((line) => /queue="([^"]+)"/.exec(line)?.[1]);
    expect(new Set(queues).size).toBe(queues.length);
    for (const line of placed) expect(line).toMatch(/outcome="handled".*\} 1$/);
  });

  it('bound what is measured in seconds by seconds', () => {
    for (const name of ['pizzeria_event_lag', 'messaging_process_duration', 'http_server_request_duration'])
      expect(text).toMatch(new RegExp(`^${name}_bucket\\{.*le="0.1"\\}`, 'm'));
    expect(text).not.toContain('le="10000"');
  });
});
