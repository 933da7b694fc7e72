import { rm } from 'node:fs/promises';
import { until } from '@pizzeria/bus/testing';
import { npmStart, type StartedPizzeria } from './testing/npm-start';
import { temporaryFolder } from './testing/open-pizzeria';
import { anOrder, type PlacedOrder } from './testing/orders';

describe('npm start', () => {
  let folder: string;
  let running: StartedPizzeria | undefined;
  beforeAll(async () => {
    folder = await temporaryFolder();
  });
  afterAll(async () => {
    running?.kill('SIGTERM');
    await running?.ended;
    await rm(folder, { recursive: true, force: true });
  });

  const start = (): StartedPizzeria => (running = npmStart({ DATA_DIR: folder, PORT: '0', MANAGEMENT_PORT: '0' }));
  const ask = async (address: string, path: string, role: string) => {
    const response = await fetch(address + path, { headers: { authorization: `Bearer ${running?.token(role)}` } });
    return (await response.json()) as {
      items: { id: string; kind: string; channel: string }[];
      tickets: { orderId: string }[];
    };
  };
  /** The answer, or undefined when there was none: the process was gone. */
  const place = async (address: string, key: string): Promise<PlacedOrder | undefined> => {
    const headers = { 'content-type': 'application/json', 'idempotency-key': key };
    try {
      const response = await fetch(`${address}/api/orders`, {
        method: 'POST',
        headers,
        body: JSON.stringify(anOrder()),
      });
      return response.status === 201 ? ((await response.json()) as PlacedOrder) : undefined;
    } catch {
      return undefined;
    }
  };

  it('says where it is, how it runs, where its data lies, and gives a token per role', async () => {
    const address = await start().opened();
    const said = running?.output() ?? '';
    expect(said).toContain('mode      embedded');
    expect(said).toMatch(/data {6}\//);
    for (const role of ['kitchen', 'courier', 'manager'])
      expect(
        (
          await fetch(`${address}/api/kitchen/tickets`, {
            headers: { authorization: `Bearer ${running?.token(role)}` },
          })
        ).status,
      ).toBe(200);
  });

  it('killed in the middle and started again, has every order it answered, once, with one ticket and one message of each kind', async () => {
    const before = await (running as StartedPizzeria).opened();
    const placing = Array.from({ length: 60 }, (_, number) => place(before, `key-${number}`));
    await Promise.all(placing.slice(0, 20));
    running?.kill('SIGKILL');
    const answered = (await Promise.all(placing)).flatMap((order) => order ?? []);
    await running?.ended;
    expect(answered.length).toBeGreaterThanOrEqual(20);

    const after = await start().opened();
    expect((await fetch(`${after}/api/menu`)).status).toBe(200);
    const again = await place(after, 'key-0');
    expect(again?.id).toBe(answered[0]?.id);

    const ids = answered.map(({ id }) => id);
    await until('every order has its ticket', async () => {
      const { tickets } = await ask(after, '/api/kitchen/tickets?status=queued&limit=200', 'kitchen');
      return ids.every((id) => tickets.filter(({ orderId }) => orderId === id).length === 1);
    });
    const kinds = async (id: string) =>
      (await ask(after, `/api/notifications?orderId=${id}`, 'manager')).items
        .map(({ kind, channel }) => `${kind} ${channel}`)
        .sort();
    const confirmed = ['order-confirmed email', 'order-confirmed sms'];
    await until('every customer is told', async () =>
      (await Promise.all(ids.map(kinds))).every((told) => confirmed.every((kind) => told.includes(kind))),
    );
    // So many orders at once also make some late.
    const allowed = [confirmed, [...confirmed, 'order-late sms']];
    for (const id of ids) expect(allowed).toContainEqual(await kinds(id));
  });

  it('stops in good order on SIGTERM', async () => {
    running?.kill('SIGTERM');
    expect(await running?.ended).toBe(0);
    expect(running?.errors()).toBe('');
  });

  it('says in one message what is wrong with its configuration, and exits 1', async () => {
    const wrong = npmStart({
      DATA_DIR: folder,
      PORT: 'eighty',
      DATABASE_URL: 'mysql://ada:hunter2@db/x',
      SHOP_TIME_ZONE: 'Mars/Base',
    });
    expect(await wrong.ended).toBe(1);
    expect(
      wrong
        .errors()
        .split('\n')
        .filter((line) => line.startsWith('  - ')),
    ).toEqual([
      expect.stringMatching(/^ {2}- PORT: "eighty" cannot be used: it is no whole number/),
      expect.stringMatching(
        /^ {2}- DATABASE_URL: its value \(secret, not shown\) cannot be used: it must begin with postgres:/,
      ),
      expect.stringMatching(/^ {2}- SHOP_TIME_ZONE: "Mars\/Base" cannot be used/),
    ]);
    expect(wrong.errors()).not.toContain('hunter2');
  });
});
