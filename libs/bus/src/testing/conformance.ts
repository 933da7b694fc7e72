import { consumingTests } from './conformance/consuming';
import { crashingTests } from './conformance/crashing';
import { failingTests } from './conformance/failing';
import { faultTests } from './conformance/faults';
import { movingTests } from './conformance/moving';
import { publishingTests } from './conformance/publishing';
import { readingTests } from './conformance/reading';
import { stoppingTests } from './conformance/stopping';
import type { BrokerUnderTest, BusHarness } from './harness';

/**
 * What every bus promises, as jest tests; call it at the top of a spec file. The delivery policy runs over the
 * bus as it does in a service. A promise is a sentence in a test's name, a fault of the harness a group of its own.
 */
export const busConformance = <Broker extends BrokerUnderTest>(name: string, harness: BusHarness<Broker>): void => {
  describe(`${name}: publishing`, () => publishingTests(harness));
  describe(`${name}: consuming`, () => consumingTests(harness));
  describe(`${name}: retries and dead letters`, () => movingTests(harness));
  describe(`${name}: what a queue may hold`, () => readingTests(harness));
  describe(`${name}: failing handlers`, () => failingTests(harness));
  describe(`${name}: messages that kill their process`, () => crashingTests(harness));
  describe(`${name}: stopping`, () => stoppingTests(harness));
  busFaults(name, harness);
};

/** Only what a bus promises when the faults of the harness happen to it. */
export const busFaults = <Broker extends BrokerUnderTest>(name: string, harness: BusHarness<Broker>): void => {
  for (const fault of harness.faults ?? []) {
    describe(`${name}: when ${fault.name}`, () => faultTests(harness, fault));
  }
};
