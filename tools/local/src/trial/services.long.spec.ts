import { describeOnOwnBroker } from '@pizzeria/bus-rabbitmq/testing';
import { runTrial } from '../testing/run-trial';
import { services } from '../services';

describeOnOwnBroker('a trial of the five services', () => {
  it('kills each in turn and restarts the broker during twenty orders, and finds nothing lost, doubled or stuck', async () => {
    const trial = await runTrial('--mode', 'services', '--orders', '20', '--rate', '60');
    for (const { name } of services)
      expect(trial.output).toMatch(new RegExp(`^\\[trial\\] kill -9 \\d+ \\(${name}\\)$`, 'm'));
    expect(trial.output).toContain('[trial] restarting the broker');
    expect(trial.output).toMatch(/^given up unattended +[1-9]/m);
    expect(trial.output).toMatch(/^\[trial\] passed$/m);
    expect(trial.code).toBe(0);
    process.stdout.write(`The trial of the services with 20 orders took ${trial.seconds.toFixed(1)} s.\n`);
  }, 600_000);
});
