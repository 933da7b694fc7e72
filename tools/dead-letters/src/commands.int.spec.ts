import { OrderCancelled } from '@pizzeria/contracts';
import { kitchen } from '@pizzeria/kitchen';
import { deadLetters } from '@pizzeria/postgres';
import { startTestService, type TestService } from '@pizzeria/service/testing';
import { createEvent, uuidv7Ids } from '@pizzeria/bus';
import { readArgs, type Command } from './args';
import { client } from './client';
import { carryOut } from './commands';

describe('npm run dead-letters, with a kitchen', () => {
  let service: TestService;
  let token: string;
  let said: { result: string; aside: string };
  beforeAll(async () => {
    service = await startTestService(kitchen);
    token = await service.token(['manager']);
  });
  afterAll(() => service.stop());

  const run = async (...args: string[]): Promise<boolean> => {
    said = { result: '', aside: '' };
    const given = readArgs([...args, '--service', 'kitchen', '--url', service.url]) as Command;
    const command = { ...given, lettersInCall: 5 };
    return carryOut(command, client(command.addresses, token, 1), {
      result: (text) => void (said.result += text),
      aside: (text) => void (said.aside += text),
    });
  };
  const json = () => JSON.parse(said.result) as { id: string; state: string }[];
  /** Cancellations that were rejected, each of another order. */
  const reject = async (count: number) => {
    for (let n = 0; n < count; n += 1) {
      const orderId = uuidv7Ids.next();
      const stamp = { id: uuidv7Ids.next(), time: new Date(), sequence: 2 };
      const { message } = createEvent({ event: OrderCancelled, data: { ...OrderCancelled.example, orderId } }, stamp);
      await deadLetters(service.database).add({
        queue: 'kitchen.tickets',
        messageId: message.id,
        eventId: message.id,
        routingKey: message.routingKey,
        type: OrderCancelled.type,
        subject: `order/${orderId}`,
        body: message.body,
        marks: { reason: 'rejected', error: 'no such order\u001b[2J', attempts: 1 },
        receivedAt: new Date(),
      });
    }
  };

  it('lists them as a table, grouped, and as JSON', async () => {
    expect(await run('list')).toBe(true);
    expect(said.result).toBe('no dead letters\n');
    await reject(3);
    expect(await run('list', '--type', 'order.cancelled', '--limit', '2')).toBe(true);
    expect(said.result.split('\n')).toEqual([
      expect.stringMatching(/^received +id +queue +event +subject +state +reason +error$/),
      expect.stringMatching(/ kitchen\.tickets +order\.cancelled +order\/\S+ +waiting +rejected +no such order \[2J$/),
      expect.stringContaining('kitchen.tickets'),
      '',
    ]);
    await run('list', '--grouped');
    expect(said.result).toMatch(/^count .*\n3 +kitchen\.tickets +order\.cancelled +rejected /);
    await run('list', '--json');
    expect(json()).toHaveLength(3);
  });

  it('shows one, discards it with a reason, and restores it', async () => {
    await run('list', '--json');
    const { id } = json()[0] as { id: string };
    expect(await run('show', id)).toBe(true);
    expect(said.result).toContain(`"type": "${OrderCancelled.type}"`);
    expect(await run('discard', id, '--reason', 'a test')).toBe(true);
    expect(said.result).toBe(`${id} is discarded\n`);
    expect(await run('replay', id)).toBe(false);
    expect(said.aside).toContain('restore it first');
    expect(await run('restore', id)).toBe(true);
    expect(said.result).toBe(`${id} is waiting\n`);
    await run('show', id);
    expect(said.result).toMatch(/discarded +\S+, by test-manager, a test\nrestored +\S+, by test-manager\n/);
  });

  it('replays one, and says what it did not find', async () => {
    await run('list', '--json');
    const { id } = json()[0] as { id: string };
    const nobody = '0190a6f2-0000-7000-8000-000000000001';
    expect(await run('replay', nobody, id)).toBe(false);
    expect(said.result).toBe(`${id} is replayed\n`);
    expect(said.aside).toBe(`${nobody}: no service knows a dead letter ${nobody}\n`);
  });

  it('replays the rest by filter, after a dry run, call after call, and shows how far it is', async () => {
    await reject(10);
    expect(await run('replay', '--queue', 'kitchen.tickets', '--dry-run')).toBe(true);
    expect(said.result).toContain('12 would be replayed, at 50 a second\n');
    expect(await run('replay', '--all', '--rate', '500')).toBe(true);
    expect(said.result).toBe('kitchen: 12 replayed, 0 left\n');
    expect(said.aside).toBe('kitchen: 5 of 12 replayed\nkitchen: 10 of 12 replayed\n');
    await service.settled();
    expect(await service.deadLetters()).toEqual([]);
  });

  it('says what to do when nobody answers, or the token is not a manager’s', async () => {
    const asCook = readArgs(['list', '--service', 'kitchen', '--url', service.url]) as Command;
    const quiet = { result: () => undefined, aside: () => undefined };
    const cook = await service.token(['kitchen']);
    await expect(carryOut(asCook, client(asCook.addresses, cook, 1), quiet)).rejects.toThrow(
      "give a manager's --token",
    );
    await expect(carryOut(asCook, client(asCook.addresses, 'x', 1), quiet)).rejects.toThrow(
      'does not accept the token',
    );
    const away = readArgs(['list', '--service', 'kitchen', '--url', 'http://127.0.0.1:1']) as Command;
    await expect(carryOut(away, client(away.addresses, cook, 1), quiet)).rejects.toThrow(
      'kitchen does not answer at http://127.0.0.1:1: start it, or say where it is',
    );
  });
});
