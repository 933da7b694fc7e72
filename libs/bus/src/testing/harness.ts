import type { Bus } from '../bus';
import type { Topology } from '../topology';

/** How the conformance suite gets at one kind of bus. */
export interface BusHarness<Broker extends BrokerUnderTest = BrokerUnderTest> {
  /** A broker, or a space of its own on one, that holds this topology and no message. */
  openBroker(topology: Topology): Promise<Broker>;
  /** What can be done to this kind of bus; each is a test that nothing confirmed is lost. */
  readonly faults?: readonly BusFault<Broker>[];
  /** How long the suite waits for what must happen, ms; default a minute. */
  readonly patienceMs?: number;
}

export interface BrokerUnderTest {
  /** Opens a bus of its own (its own connections) to this broker; resolves when it is connected. */
  connect(): Promise<Bus>;
  /** Ends every bus that was opened, whatever its state, and removes what the broker held. */
  dispose(): Promise<void>;
}

/** Something bad that happens to a running bus. */
export interface BusFault<Broker extends BrokerUnderTest = BrokerUnderTest> {
  /** Reads after "when", for example `the broker restarts`. */
  readonly name: string;
  /** `recover`: buses opened before work again by themselves. `die`: they are gone, new ones must be opened. */
  readonly buses: 'recover' | 'die';
  /** Resolves when the fault has happened; recovery may still be under way. */
  inject(broker: Broker): Promise<void>;
}
