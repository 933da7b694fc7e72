import { describeOnOwnBroker } from '@pizzeria/bus-rabbitmq/testing';
import { describeWithProgram } from '@pizzeria/debian/testing';
import { firedAndResolved, report, runDrill } from './run-drill';

describeWithProgram('prometheus', 'alerts before a Prometheus with every wait divided by 30', (prometheus) => {
  describeOnOwnBroker('when things go wrong for real', () => {
    it('fire, each for its own trouble, and resolve when it is over', async () => {
      const drill = await runDrill(prometheus, (line) => process.stdout.write(`${line}\n`));
      process.stdout.write(`${report(drill)}\n`);
      expect(drill.failures).toEqual([]);
      expect(firedAndResolved(drill).length).toBeGreaterThanOrEqual(10);
    }, 1_200_000);
  });
});
