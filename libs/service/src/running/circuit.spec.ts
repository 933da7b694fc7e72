import type { Consumer } from '@pizzeria/bus';
import { silentLogger } from '../logging/pino-logger';
import { databaseCircuit } from './circuit';
import { holdable } from './holds';

/** A consumer that notes what it is told. */
const aConsumer = () => {
  const told: string[] = [];
  const shown: string[] = [];
  const consumer: Pick<Consumer, 'queue' | 'pause' | 'resume'> = {
    queue: 'workshop.repairs',
    pause: async (reason) => void told.push(`pause: ${reason}`),
    resume: async () => void told.push('resume'),
  };
  const metrics = {
    paused: (queue: string, reason: string, paused: boolean) => void shown.push(`${queue} ${reason} ${paused}`),
  };
  return { held: holdable(consumer, { logger: silentLogger, metrics }), told, shown };
};

/** A database that answers when it is told to, and a clock whose timers run when they are told to. */
const surroundings = () => {
  const timers: (() => void)[] = [];
  const database = { away: true, ping: async () => (database.away ? Promise.reject(new Error('away')) : undefined) };
  const clock = {
    now: () => new Date(),
    after: (_: number, callback: () => void) => {
      timers.push(callback);
      return () => undefined;
    },
  };
  const circuit = databaseCircuit({ database, clock, logger: silentLogger });
  const probe = async (): Promise<void> => {
    timers.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { circuit, database, probe };
};

describe('the circuit to the database', () => {
  it('pauses every consumer once, and lets them go when a query is answered', async () => {
    const { circuit, database, probe } = surroundings();
    const { held, told, shown } = aConsumer();
    circuit.guard(held);
    circuit.open(new Error('away'));
    circuit.open(new Error('away'));
    await probe();
    expect(told).toEqual(['pause: database']);
    database.away = false;
    await probe();
    expect(told).toEqual(['pause: database', 'resume']);
    expect(shown).toEqual([
      'workshop.repairs database false',
      'workshop.repairs database true',
      'workshop.repairs database false',
    ]);
  });

  it('pauses a consumer that is started while the database is away', async () => {
    const { circuit, database, probe } = surroundings();
    const { held, told } = aConsumer();
    circuit.open(new Error('away'));
    circuit.guard(held);
    expect(told).toEqual(['pause: database']);
    database.away = false;
    await probe();
    expect(told).toEqual(['pause: database', 'resume']);
  });

  it('does not let a consumer go that rests for another reason, and is not undone when that rest ends first', async () => {
    const { circuit, database, probe } = surroundings();
    const [resting, rested] = [aConsumer(), aConsumer()];
    for (const { held } of [resting, rested]) {
      circuit.guard(held);
      held.hold('rest');
    }
    circuit.open(new Error('away'));
    rested.held.letGo('rest');
    expect(rested.told).toEqual(['pause: rest']);
    database.away = false;
    await probe();
    expect(rested.told).toEqual(['pause: rest', 'resume']);
    expect(resting.told).toEqual(['pause: rest']);
  });
});
