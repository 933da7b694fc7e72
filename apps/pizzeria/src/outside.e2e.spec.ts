import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '@pizzeria/bus/testing';
import { describeOnBroker } from '@pizzeria/bus-rabbitmq/testing';
import { deadLetters } from '@pizzeria/postgres';
import { definitions } from './start-pizzeria';
import { handlersOf } from './testing/handlers';
import { oldOrderPlaced } from './testing/old-order-placed';
import { temporaryFolder } from './testing/open-pizzeria';
import { openShop, type Shop } from './testing/open-shop';
import { anOrder, type PlacedOrder } from './testing/orders';
import { startProgram, type AppProcess } from './testing/service-process';

interface Message {
  readonly body: { readonly subject: string; readonly [attribute: string]: unknown };
}

const captured = JSON.parse(readFileSync(join(__dirname, 'testing/captured/order.placed.v1.json'), 'utf8')) as Message;

interface Heard {
  readonly event: { readonly type: string; readonly subject: string; readonly data: Record<string, unknown> };
  readonly problems: readonly string[];
}

describeOnBroker('a program from outside, with an AMQP client and the CloudEvents SDK', () => {
  let shop: Shop;
  let listener: AppProcess;
  const outside = (...args: readonly string[]): AppProcess => {
    const place = shop.bus.place;
    const where = ['--url', place?.url ?? '', '--exchange', `${place?.prefix}.events`];
    return startProgram('tools/outside/src/main.ts', {}, [...args, ...where]);
  };
  const heard = async (about: string): Promise<Heard> =>
    JSON.parse((await listener.says(new RegExp(`^.*${about}.*$`, 'm')))[0]) as Heard;
  const sent = async (message: Message): Promise<void> => {
    const folder = await temporaryFolder();
    const file = join(folder, 'message.json');
    writeFileSync(file, JSON.stringify(message));
    expect(await outside('send', file).ended).toBe(0);
    rmSync(folder, { recursive: true });
  };
  const byHand = (body: Message['body']) => ({
    routingKey: 'order.placed.v1',
    properties: { contentType: 'application/cloudevents+json' },
    body,
  });

  beforeAll(async () => {
    shop = await openShop('RabbitMQ');
    listener = outside('listen', '--key', 'order.placed.#');
    await listener.says(/"listening"/);
  });
  afterAll(async () => {
    listener.stop();
    await listener.ended;
    await shop.close();
  });

  it('hears of an order in a queue of its own, and finds all that the published schema promises', async () => {
    const { body } = await shop.call<PlacedOrder>('POST', '/api/orders', { body: anOrder() });
    const { event, problems } = await heard(body.id);
    expect(problems).toEqual([]);
    expect(event).toMatchObject({
      specversion: '1.0',
      type: 'com.mariopizzeria.order.placed',
      source: 'mario-pizzeria/orders',
      subject: `order/${body.id}`,
      dataschema: 'urn:mario-pizzeria:order.placed:v2',
      data: {
        orderId: body.id,
        customerId: expect.any(String),
        customer: { name: 'Ada', phone: '+14155550123', email: 'ada@example.com' },
        items: [{ sku: 'margherita', size: 'large', quantity: 2, extras: ['basil'] }],
        totalAmount: { amount: 3198, currency: 'USD' },
        fulfilment: { type: 'delivery', address: { line1: '1 Main St', city: 'Springfield', postalCode: '12345' } },
        estimatedDelivery: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      },
    });
  });

  it('is told by the schema what is wrong with an event that breaks it', async () => {
    const { totalAmount: _, ...data } = oldOrderPlaced.data;
    await sent(byHand({ ...oldOrderPlaced, subject: 'order/broken', data: { ...data, number: 'seven' } }));
    const { problems } = await heard('order/broken');
    expect(problems).toEqual(["must have required property 'totalAmount'", '/number must be integer']);
  });

  it.each<[string, Message]>([
    ['written by hand', byHand(oldOrderPlaced)],
    ['captured from the wire', captured],
  ])('sends an order.placed of version 1, %s, and every consumer handles it', async (_, message) => {
    await sent(message);
    const { subject } = message.body;
    const handled = async () => (await shop.handled(subject)).filter((who) => who.startsWith('order.placed '));
    const everybody = handlersOf('order.placed');
    await until('everybody has handled it', async () => (await handled()).length >= everybody.length);
    expect(await handled()).toEqual(everybody);
    expect((await heard(subject)).problems).toEqual([]);
    for (const { name } of definitions) {
      const letters = await deadLetters(await shop.database(name)).list();
      expect(letters.filter((letter) => letter.subject === subject)).toEqual([]);
    }
  });
});
