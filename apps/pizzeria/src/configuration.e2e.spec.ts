import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { testDatabase } from '@pizzeria/postgres/testing';
import { temporaryFolder } from './testing/open-pizzeria';
import { startApp } from './testing/service-process';

const issuer = { ISSUER_URL: 'https://identity.example.com/', ISSUER_KEYS_URL: 'file:///nowhere/jwks.json' };

/** What is wrong, line by line, as an operator reads it. */
const problems = (message: string): readonly string[] => message.split('\n').filter((line) => line.startsWith('  - '));

const withoutStack = (message: string): void => expect(message).not.toMatch(/^\s+at /m);

describe('a process whose configuration is wrong', () => {
  it.each(['pizzeria', 'notifications'])(
    'names every wrong setting and what to do in one message, and exits 1: %s',
    async (app) => {
      const wrong = startApp(app, {
        ...issuer,
        PORT: '70000',
        DATABASE_URL: 'mysql://ada:hunter2@db/x',
        RABBITMQ_URL: 'http://ada:hunter2@broker:5672',
        TWILIO_AUTH_TOKEN: 'hunter2',
      });
      expect(await wrong.ended).toBe(1);
      expect(wrong.errors()).toMatch(/^The configuration cannot be used:\n/);
      const secret = 'its value \\(secret, not shown\\) cannot be used';
      expect([...problems(wrong.errors())].sort()).toEqual([
        expect.stringMatching(`DATABASE_URL: ${secret}: it must begin with postgres:.* Set DATABASE_URL: `),
        expect.stringMatching('PORT: "70000" cannot be used: it is above 65535. Set PORT: the port'),
        expect.stringMatching(`RABBITMQ_URL: ${secret}: it must begin with amqp:.* Set RABBITMQ_URL: `),
        expect.stringMatching(
          'TWILIO_AUTH_TOKEN set, but TWILIO_ACCOUNT_SID and TWILIO_FROM not. Set all of .*, or none to keep SMS',
        ),
      ]);
      withoutStack(wrong.errors());
      expect(wrong.errors() + wrong.output()).not.toContain('hunter2');
    },
  );

  it('says what an address should look like that names no database', async () => {
    const wrong = startApp('orders', { ...issuer, DATABASE_URL: 'postgres://db', RABBITMQ_URL: 'amqp://127.0.0.1:1' });
    expect(await wrong.ended).toBe(1);
    expect(wrong.errors()).toMatch(/must look like postgres:\/\/user:password@host:5432\/database/);
    withoutStack(wrong.errors());
  });
});

describe('a process whose port is taken', () => {
  let neighbour: Server;
  let port: string;
  let folder: string;
  beforeAll(async () => {
    folder = await temporaryFolder();
    neighbour = createServer().listen(0);
    await once(neighbour, 'listening');
    port = String((neighbour.address() as AddressInfo).port);
  });
  afterAll(async () => {
    neighbour.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('says which setting moves it, stops what it had started, and exits 1', async () => {
    const pizzeria = startApp('pizzeria', { DATA_DIR: folder, PORT: port });
    expect(await pizzeria.ended).toBe(1);
    expect(pizzeria.errors()).toMatch(new RegExp(`^Port ${port} for .* is in use. Stop .*, or set PORT to .*\\n$`));
  });

  it('says so before it waits for anything when it is the management port', async () => {
    const data = await testDatabase({ name: 'port taken' });
    const orders = startApp('orders', {
      ...issuer,
      MANAGEMENT_PORT: port,
      DATABASE_URL: data.url,
      RABBITMQ_URL: 'amqp://127.0.0.1:1',
    });
    expect(await orders.ended).toBe(1);
    expect(orders.errors()).toMatch(
      new RegExp(`^Port ${port} for .* is in use. Stop .*, or set MANAGEMENT_PORT to .*\\n$`),
    );
    await data.drop();
  });
});
