import type { Delivery, OutgoingMessage, Settlement, Topology } from '@pizzeria/bus';
import { rabbitMqBus } from '../rabbitmq-bus';
import type { RabbitMqBus } from '../options';
import type { TestVirtualHost } from './virtual-host';
import type { RabbitMqBusOptions } from '../options';

/** Three delays short enough to be waited for. */
export const shortLadder = [50, 100, 200] as const;

/** One queue, bound to one event, and its dead letters. */
export const topologyOfOne = (queue: string): Topology => ({
  queues: [{ name: queue, bindings: ['order.placed.#'] }],
  rungs: shortLadder,
});

/** Where a bus is to be opened. */
export type Place = Pick<TestVirtualHost, 'url' | 'prefix' | 'queueName'>;

/** Log lines, kept to be looked at. */
export class KeptLog {
  readonly lines: string[] = [];
  readonly debug = this.#keep();
  readonly info = this.#keep();
  readonly warn = this.#keep();
  readonly error = this.#keep();

  #keep() {
    return (_fields: object, message: string): void => void this.lines.push(message);
  }
}

/** Opens buses in one place and closes all of them after a test. */
export class TestBuses {
  readonly #open: RabbitMqBus[] = [];

  async open(place: Place, options: Partial<RabbitMqBusOptions> = {}): Promise<RabbitMqBus> {
    const topology = topologyOfOne(place.queueName('counter.orders'));
    const bus = await rabbitMqBus({ url: place.url, prefix: place.prefix, topology, name: 'test', ...options });
    this.#open.push(bus);
    return bus;
  }

  async closeAll(): Promise<void> {
    await Promise.all(this.#open.splice(0).map((bus) => bus.close({ drainMs: 1_000 })));
  }
}

/** The `n`th message of a test. */
export const letter = (n: number | string, routingKey = 'order.placed.v1', bytes = 0): OutgoingMessage => ({
  id: `letter-${n}`,
  routingKey,
  body: Buffer.from(JSON.stringify({ n, padding: 'x'.repeat(bytes) })),
});

/** A receiver that keeps what it was given and answers each with `settle`. */
export const keeping = (settle: (delivery: Delivery) => Settlement | Promise<Settlement> = () => ({ kind: 'ack' })) => {
  const deliveries: Delivery[] = [];
  return {
    deliveries,
    get ids(): string[] {
      return deliveries.map(({ id }) => id);
    },
    receive: async (delivery: Delivery): Promise<Settlement> => {
      deliveries.push(delivery);
      return settle(delivery);
    },
  };
};
