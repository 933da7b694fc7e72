import type { Logger } from '../logging/logger';
import { silentLogger } from '../logging/pino-logger';
import { counter, histogram } from './measure';
import { measuring } from './measuring';

const falls = counter({ name: 'pizzeria.test.falls', meaning: 'Nobody declared it', labels: {} });
const depths = histogram({ name: 'pizzeria.test.depth', meaning: 'Nor this', unit: 'm', bounds: [1], labels: {} });

describe('a measure that the definition does not declare', () => {
  const errors: string[] = [];
  const logger: Logger = { ...silentLogger, error: (_, message) => void errors.push(message) };
  const database = { afterCommit: (work: () => void) => work() };

  it('is left out, which is said once: no order fails for it', () => {
    const measure = measuring({ service: 'rental', declared: [], database, logger });
    for (let n = 0; n < 3; n += 1) {
      measure.count(falls, {});
      measure.record(depths, 3, {});
    }
    expect(errors).toEqual([
      'rental may not write pizzeria.test.falls: its definition does not declare it',
      'rental may not write pizzeria.test.depth: its definition does not declare it',
    ]);
  });

  it('fails whoever writes it where that is asked for, as in tests', () => {
    const measure = measuring({ service: 'rental', declared: [], database, logger, strict: true });
    expect(() => measure.count(falls, {})).toThrow('does not declare');
    expect(() => measure.record(depths, 3, {})).toThrow('does not declare');
  });
});
