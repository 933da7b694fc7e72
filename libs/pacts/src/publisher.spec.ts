import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asynchronousBodyHandler, Matchers, MessageConsumerPact } from '@pact-foundation/pact';
import { keptPacts, type KeptPact } from './pact-files';
import { verifyPact } from './publisher';

const description = 'bike.repaired v1: with a bill';

describe('a publisher', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pacts-'));
  let pact: KeptPact;
  beforeAll(async () => {
    await new MessageConsumerPact({ consumer: 'till', provider: 'workshop', dir: folder, logLevel: 'error' })
      .expectsToReceive(description)
      .withContent({ bikeId: Matchers.like('b-1'), bill: Matchers.like(1_500) })
      .verify(asynchronousBodyHandler(() => Promise.resolve()));
    [pact] = keptPacts(() => true, folder) as [KeptPact];
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('may emit other values, and more than anybody needs', async () => {
    await verifyPact(pact, { [description]: () => Promise.resolve({ bikeId: 'b-2', bill: 900, colour: 'red' }) });
  });

  it.each([
    ['drops a field', { bikeId: 'b-2' }, /Actual map is missing the following keys: bill/],
    ['changes a type', { bikeId: 'b-2', bill: 'nine' }, /\$\.bill .*Expected 'nine' \(String\) to be the same type/],
  ])('that %s is told who needs it', async (_, emitted, what) => {
    const verifying = verifyPact(pact, { [description]: () => Promise.resolve(emitted) });
    await expect(verifying).rejects.toThrow(
      'workshop no longer emits what till needs:\n  bike.repaired v1: with a bill: ',
    );
    await expect(verifying).rejects.toThrow(what);
    await expect(verifying).rejects.toThrow('Emit it again, or change till first so that it needs it no more.');
  });

  it('that has no story for what somebody needs is told so', async () => {
    await expect(verifyPact(pact, {})).rejects.toThrow(
      "till needs bike.repaired v1: with a bill: tell in workshop's stories how it comes to be said",
    );
  });
});
