import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { systemClock } from '@pizzeria/bus';
import { silent } from '../log';
import { anOutboxRow, databaseNetwork, testDatabase, type TestDatabase } from '../testing';
import { RecordingBus } from './bus.fixture';
import { startRelay, type Relay, type RelayOptions } from './relay';

const eventually = async (condition: () => Promise<boolean> | boolean): Promise<void> => {
  for (const deadline = Date.now() + 60_000; !(await condition()); await new Promise((r) => setTimeout(r, 5)))
    if (Date.now() > deadline) throw new Error(`Waited in vain: ${condition}.`);
};

describe('a relay whose leader is gone', () => {
  let test: TestDatabase;
  const relays: Relay[] = [];
  const elsewhere: ChildProcess[] = [];
  beforeEach(async () => {
    test = await testDatabase({ name: 'takeover' });
  });
  afterEach(async () => {
    elsewhere.splice(0).forEach((child) => child.kill('SIGKILL'));
    await Promise.all(relays.splice(0).map((relay) => relay.stop()));
    await test.drop();
  });

  const relayTo = (bus: RecordingBus, given: Partial<RelayOptions> = {}): Relay => {
    const { database, url: databaseUrl } = test;
    const own = { database, databaseUrl, service: 'orders', publish: bus.publish, clock: systemClock, log: silent };
    const relay = startRelay({ ...own, ...given });
    relays.push(relay);
    return relay;
  };
  const emit = async () => {
    const row = anOutboxRow();
    await test.database.transaction(async () => test.database.enqueue([row]));
    return row.eventId;
  };
  const published = (id: string) =>
    eventually(async () => (await test.database.sql('published').where({ event_id: id })).length === 1);
  const leadElsewhere = (): ChildProcess =>
    spawn(
      process.execPath,
      ['--import', 'tsx', '--conditions=@pizzeria/source', join(__dirname, 'lead.fixture.ts'), test.url],
      { stdio: ['ignore', 'pipe', 'inherit'], cwd: join(__dirname, '../../../..') },
    );

  it('by kill -9 in the middle of a batch: another leads because of that alone, and sends what had no confirm', async () => {
    const killed = leadElsewhere();
    elsewhere.push(killed);
    let said = '';
    killed.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString()));
    await eventually(() => said.includes('This relay leads'));
    const bus = new RecordingBus();
    const heir = relayTo(bus);
    const id = await emit();
    await eventually(() => said.includes(`sends ${id}`));
    expect([heir.leading, bus.sentIds]).toEqual([false, []]);
    killed.kill('SIGKILL');
    await once(killed, 'exit');
    await published(id);
    expect(bus.sentIds).toEqual([id]);
  });

  it('behind a network that swallows everything, while something answers in its place: another leads', async () => {
    const network = await databaseNetwork();
    const bus = new RecordingBus();
    const timing = { vanishedMs: 3_000, unansweredMs: 3_000, electionMs: 100, pollMs: { first: 50, last: 100 } };
    const lost = relayTo(new RecordingBus(), { databaseUrl: network.url(test.url), timing });
    await eventually(() => lost.leading);
    relayTo(bus, { timing });
    network.swallow();
    const id = await emit();
    await published(id);
    expect(bus.sentIds).toEqual([id]);
    // After a query that nobody answers, and a goodbye that nobody hears.
    await lost.stop();
    await network.close();
  });
});
