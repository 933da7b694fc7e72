import type { Bus, Topology } from '@pizzeria/bus';
import { aDepotOpened, aParcelSent, depotTopology, depotVoice, type BrokerUnderTest } from '@pizzeria/bus/testing';
import { declareTopology } from '../declare-topology';
import { rabbitMqBus } from '../rabbitmq-bus';
import type { RabbitMqBus } from '../options';
import { rightsOf } from '../rights';
import { removeObjects, removeQueues } from './remove-objects';
import { TcpProxy } from './tcp-proxy';
import type { TestVirtualHost } from './virtual-host';

/** Where the suite runs, and as whom. */
export interface ConformancePlace {
  /** For the administrator, who declares and removes. */
  readonly url: string;
  /** For the buses under test. */
  readonly userUrl: string;
  readonly prefix: string;
  remove(): Promise<void>;
}

/** Makes it in a virtual host, which `remove` removes: the depot's exchanges and queues, and its user. */
export const conformancePlace = async (host: TestVirtualHost): Promise<ConformancePlace> => {
  const { url, prefix } = host;
  await declareTopology(url, depotTopology, { prefix });
  const urlOf = await host.setUsers([rightsOf(depotVoice, prefix, depotTopology.rungs)]);
  const remove = async () => {
    if (!host.own) await removeObjects(url, prefix, depotTopology);
    await host.remove();
  };
  return { url, userUrl: urlOf(depotVoice.name), prefix, remove };
};

/** A broker emptied for one test, reached through a network that can fail. */
export class EmptiedBroker implements BrokerUnderTest {
  readonly #buses: RabbitMqBus[] = [];

  private constructor(
    private readonly place: ConformancePlace,
    private readonly topology: Topology,
    readonly network: TcpProxy,
  ) {}

  /**
   * Makes the queues of the topology anew on the broker and opens a network before it. The exchanges stay: since 4.3 a
   * deleted one takes its users' rights with it.
   */
  static async open(place: ConformancePlace, topology: Topology): Promise<EmptiedBroker> {
    const broker = new EmptiedBroker(place, topology, await TcpProxy.before(place.userUrl));
    await broker.#empty();
    await declareTopology(place.url, topology, { prefix: place.prefix });
    return broker;
  }

  async connect(): Promise<Bus> {
    const bus = await rabbitMqBus({
      url: this.network.url,
      prefix: this.place.prefix,
      topology: this.topology,
      name: 'conformance',
      reconnectMs: { first: 20, longest: 500 },
    });
    this.#buses.push(bus);
    return bus;
  }

  /** The network swallows everything until no confirm is waited for any more, and the connections are lost. */
  async swallowConfirms(): Promise<void> {
    this.network.blackHole();
    await Promise.allSettled(this.#buses.map((bus) => bus.publish(aDepotOpened().message)));
    this.network.drop();
    this.network.pass();
  }

  /** Ends the buses and the network, and leaves the broker as it is. */
  async close(): Promise<void> {
    this.network.pass();
    await Promise.all(this.#buses.map((bus) => bus.close({ drainMs: 0 })));
    await this.network.close();
  }

  async dispose(): Promise<void> {
    await this.close();
    await this.#empty();
  }

  #empty(): Promise<void> {
    return removeQueues(this.place.url, this.place.prefix, this.topology);
  }
}

/** Holds only where the buses under test are no administrator's: an event and a queue of others are refused to them. */
export const expectOwnUser = async (broker: EmptiedBroker): Promise<void> => {
  const bus = await broker.connect();
  const { message } = aParcelSent();
  expect(await bus.publish(message)).toEqual({ routed: true });
  await expect(bus.publish({ ...message, routingKey: 'order.placed.v1' })).rejects.toThrow(/403.*ACCESS_REFUSED/);
  await expect(bus.send('till.slips', message)).rejects.toThrow(/403.*ACCESS_REFUSED/);
};
