import { describeOnOwnBroker } from '@pizzeria/bus-rabbitmq/testing';
import { runChaos } from './testing/run-chaos';

const faults = ['kill', 'broker-restart', 'database-restart', 'broker-cut', 'duplicates'];

describeOnOwnBroker('thirty seconds of chaos', () => {
  it('with a process killed, broker and database restarted, a network cut and events repeated lose and double nothing', async () => {
    const run = await runChaos('--minutes', '0.5', '--seed', '1', '--rate', '30', '--faults', faults.join(','));
    // The whole account of the run is what a failure is understood by.
    if (run.code !== 0) throw new Error(`it ended with code ${run.code}:\n${run.output}`);
    for (const fault of faults) expect(run.output).toMatch(new RegExp(`\\] ${fault} \\S+.*: over`));
    expect(run.output).toMatch(/^orders +16: /m);
    expect(run.output).toContain('Nothing lost, nothing doubled, all books balanced.');
    process.stdout.write(`Thirty seconds of chaos took ${run.seconds.toFixed(1)} s.\n`);
  }, 600_000);
});
