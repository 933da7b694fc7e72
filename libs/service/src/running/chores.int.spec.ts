import { systemClock, type Clock } from '@pizzeria/bus';
import { inMemoryTelemetry } from '@pizzeria/telemetry';
import type { ChoreKit } from '../definition';
import { silentLogger } from '../logging/pino-logger';
import { startTestService } from '../testing';
import { until } from '../testing/until';
import { BikePolished, BikeRepaired, quietPhone, workshop, type WorkshopParts } from '../testing/workshop';
import { startChores } from './chores';

describe('a chore', () => {
  /** What is still to be called back. */
  const planned = new Set<() => void>();
  const clock: Clock = {
    now: systemClock.now,
    after: (ms, callback) => {
      const cancel = systemClock.after(ms, () => {
        planned.delete(cancel);
        callback();
      });
      planned.add(cancel);
      return () => {
        planned.delete(cancel);
        cancel();
      };
    },
  };
  const chore = (run: () => Promise<void>, leading = () => true) =>
    startChores(
      { sweep: { everyMs: 1, run } },
      {
        service: 'workshop',
        parts: {},
        clock,
        logger: silentLogger,
        leading,
        traceOf: () => Promise.resolve(undefined),
      },
    );

  it('is done again and again, one run after the other, also after one that failed', async () => {
    let [runs, atOnce, most] = [0, 0, 0];
    const chores = chore(async () => {
      most = Math.max(most, (atOnce += 1));
      runs += 1;
      await new Promise(setImmediate);
      atOnce -= 1;
      if (runs % 2 === 0) throw new Error('the broom broke');
    });
    await until(() => runs > 6);
    await chores.stop();
    expect(most).toBe(1);
    expect(planned.size).toBe(0);
    const before = runs;
    await new Promise(setImmediate);
    expect(runs).toBe(before);
  });

  it('is left to the process that leads', async () => {
    let [leads, asked, runs] = [false, 0, 0];
    const chores = chore(
      async () => void (runs += 1),
      () => {
        asked += 1;
        return leads;
      },
    );
    await until(() => asked > 3);
    expect(runs).toBe(0);
    leads = true;
    await until(() => runs > 0);
    await chores.stop();
  });

  it('is waited for when the service stops', async () => {
    let finish = (): void => undefined;
    let ended = false;
    let began = false;
    const chores = chore(async () => {
      began = true;
      await new Promise<void>((resolve) => (finish = resolve));
      ended = true;
    });
    await until(() => began);
    const stopped = chores.stop();
    finish();
    await stopped;
    expect(ended).toBe(true);
  });

  it('publishes as a part of what happened to its subject', async () => {
    const telemetry = inMemoryTelemetry();
    const service = await startTestService(polishingWorkshop());
    await service.publishForeign(BikeRepaired, { bikeId: 'b-1', bill: 0 });
    await service.settled();
    await service.chore('polish');
    await service.settled();

    const [polished] = service.published(BikePolished);
    expect(polished).toMatchObject({ subject: 'bike/b-1' });
    const span = telemetry.spans().find(({ name }) => name === 'chore workshop.polish');
    expect(span?.attributes).toEqual({ 'pizzeria.bike.id': 'b-1' });
    expect(polished?.traceparent).toContain(span?.spanContext().traceId);
    await expect(service.chore('paint')).rejects.toThrow('workshop has no chore paint. It has: polish.');
    await service.stop();
  });
});

const polishingWorkshop = () => ({
  ...workshop(quietPhone()),
  chores: {
    polish: {
      everyMs: 60_000,
      run: ({ database, publish }: WorkshopParts, { about }: ChoreKit) =>
        about('bike/b-1', () =>
          database.transaction(async () =>
            publish([{ event: BikePolished, data: { bikeId: 'b-1' } }], { sequence: 30 }),
          ),
        ),
    },
  },
});
