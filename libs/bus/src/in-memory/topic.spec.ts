import fc from 'fast-check';
import { topicMatches } from './topic';

const word = fc.constantFrom('order', 'placed', 'v1', 'v2', 'a');
const keyWords = fc.array(word, { maxLength: 6 });
const bindingWords = fc.array(fc.oneof(word, fc.constant('*'), fc.constant('#')), { maxLength: 6 });

/** The rules of AMQP said a second way: every `#` tries every number of words. */
const takes = ([first, ...rest]: readonly string[], key: readonly string[]): boolean => {
  if (first === undefined) return key.length === 0;
  if (first === '#') return takes(rest, key) || (key.length > 0 && takes(['#', ...rest], key.slice(1)));
  return key.length > 0 && (first === '*' || first === key[0]) && takes(rest, key.slice(1));
};

describe('a topic binding', () => {
  it.each([
    ['order.placed.#', 'order.placed.v2', true],
    ['order.placed.#', 'order.placed', true],
    ['order.placed.#', 'order.placed-again.v1', false],
    ['order.placed.#', 'order', false],
    ['order.*', 'order.placed', true],
    ['order.*', 'order', false],
    ['order.*', 'order.placed.v1', false],
    ['#', '', true],
    ['#', 'order.placed.v1', true],
    ['*', '', false],
    ['#.v1', 'order.placed.v1', true],
    ['order.#.v1', 'order.v1', true],
    ['Order.placed', 'order.placed', false],
    ['order.placed', 'order.placed', true],
    ['order.+', 'order.+', true],
  ])('%s takes %p: %p', (binding, key, taken) => {
    expect(topicMatches(binding, key)).toBe(taken);
  });

  it('takes the keys that its words say', () => {
    fc.assert(
      fc.property(bindingWords, keyWords, (binding, key) => {
        expect(topicMatches(binding.join('.'), key.join('.'))).toBe(takes(binding, key));
      }),
      { numRuns: 2_000 },
    );
  });

  it('takes every version of the event it names, and itself', () => {
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), fc.nat(), (name, version) => {
        expect(topicMatches(`${name.join('.')}.#`, `${name.join('.')}.v${version}`)).toBe(true);
      }),
    );
  });

  it('is decided quickly however many # it has', () => {
    // Of its own work, not of what else the machine does meanwhile.
    const started = process.cpuUsage();
    expect(topicMatches(Array(60).fill('#').join('.') + '.end', Array(120).fill('a').join('.'))).toBe(false);
    expect(process.cpuUsage(started).user / 1_000).toBeLessThan(500);
  });
});
