import type { Database } from '@pizzeria/postgres';
import { testDatabase } from '@pizzeria/postgres/testing';
import { tickets as migration } from '../migrations/001-tickets';
import type { Tickets } from '../use-cases/ports';
import { postgresTickets } from './tickets';

describe('what is asked of the tickets again and again', () => {
  let database: Database;
  let drop: () => Promise<void>;
  beforeAll(async () => {
    ({ database, drop } = await testDatabase({ migrations: [migration], name: 'kitchen' }));
  });
  afterAll(() => drop());

  /** How PostgreSQL would answer what this asks, however small the table is. */
  const planOf = async (ask: (tickets: Tickets) => Promise<unknown>): Promise<string> => {
    const asked: { readonly sql: string; readonly bindings?: readonly string[] }[] = [];
    const note = (query: (typeof asked)[number]) => void asked.push(query);
    database.sql.on('query', note);
    await ask(postgresTickets(database, () => undefined));
    database.sql.removeListener('query', note);
    const [query] = asked;
    return database.transaction(async () => {
      await database.sql.raw('set local enable_seqscan = off');
      const text = query?.sql.replace(/\$\d+/g, '?') ?? '';
      const { rows } = await database.sql.raw<{ rows: object[] }>(`explain ${text}`, [...(query?.bindings ?? [])]);
      return JSON.stringify(rows);
    });
  };

  it.each<[string, (tickets: Tickets) => Promise<unknown>]>([
    ['how many wait', (tickets) => tickets.queued(new Date())],
    ['how many are to be made', (tickets) => tickets.toBeMade()],
    ['what cooks', (tickets) => tickets.cooking()],
    ['what is held', (tickets) => tickets.held()],
    ['what is in line', (tickets) => tickets.inLine()],
    ['what waits for too long', (tickets) => tickets.unattended([10, 20, 40], new Date(), 10)],
    ['what is to be made', (tickets) => tickets.allDay(new Date())],
    ['a page of them', (tickets) => tickets.page({ status: 'queued', stoppedSince: new Date(), limit: 10 })],
  ])('is found by an index: %s', async (_, ask) => {
    const plan = await planOf(ask);
    expect(plan).toContain('tickets_by_place');
    expect(plan).not.toContain('Seq Scan');
  });
});
