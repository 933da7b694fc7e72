import { faultKinds, natureOf } from './fault';
import { scheduleOf } from './schedule';

const processes = ['orders', 'kitchen', 'inventory', 'notifications', 'analytics'].flatMap((service) => [
  `${service}-1`,
  `${service}-2`,
]);
const seeds = [1, 2, 3, 4, 5, 99, 2_147_483_647];

describe('the schedule of faults', () => {
  it.each(seeds)('of seed %d uses every kind at least three times in ten minutes', (seed) => {
    const faults = scheduleOf({ seconds: 600, seed, processes });
    for (const kind of faultKinds)
      expect({ kind, often: faults.filter((fault) => fault.kind === kind).length >= 3 }).toEqual({ kind, often: true });
  });

  it.each(seeds)('of seed %d hits the processes of all services', (seed) => {
    const hit = new Set(scheduleOf({ seconds: 600, seed, processes }).map(({ target }) => target.split('-')[0]));
    for (const service of processes.map((name) => name.split('-')[0])) expect(hit).toContain(service);
  });

  it('is the same for the same seed, and another for another', () => {
    const of = (seed: number) => scheduleOf({ seconds: 600, seed, processes });
    expect(of(7)).toEqual(of(7));
    expect(of(7)).not.toEqual(of(8));
  });

  it('is in the order of time, begins when the queues are old enough and ends before the orders do', () => {
    for (const seed of seeds) {
      const times = scheduleOf({ seconds: 600, seed, processes }).map(({ atMs }) => atMs);
      expect(times).toEqual([...times].sort((a, b) => a - b));
      expect(times[0]).toBeGreaterThanOrEqual(6_000);
      expect(times.at(-1)).toBeLessThanOrEqual(594_000);
    }
  });

  it('hits what the kind is meant for, and for as long as it may', () => {
    for (const { kind, target, lastsMs } of scheduleOf({ seconds: 600, seed: 3, processes })) {
      const { reach, lastsMs: bounds } = natureOf[kind];
      expect(reach === 'process' ? processes : [reach]).toContain(target);
      expect(lastsMs).toBeGreaterThanOrEqual(bounds[0]);
      expect(lastsMs).toBeLessThanOrEqual(bounds[1]);
    }
  });

  it('takes a list of kinds as it is', () => {
    const kinds = ['kill', 'broker-restart', 'duplicates'] as const;
    const faults = scheduleOf({ seconds: 30, seed: 1, processes, kinds });
    expect(faults.map(({ kind }) => kind)).toEqual(kinds);
    expect(faults.at(-1)?.atMs).toBeLessThan(24_000);
  });
});
