import fc from 'fast-check';
import { Fifo } from './fifo';

it('a line is left in the order it was joined, those put back first', () => {
  const step = fc.oneof(
    { weight: 5, arbitrary: fc.constant('push' as const) },
    { weight: 1, arbitrary: fc.constant('put back' as const) },
    { weight: 4, arbitrary: fc.constant('shift' as const) },
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
      const line = new Fifo<number>();
      const model: number[] = [];
      steps.forEach((what, at) => {
        if (what === 'push') line.push(at);
        if (what === 'push') model.push(at);
        if (what === 'put back') line.putBack([at, -at]);
        if (what === 'put back') model.unshift(at, -at);
        if (what === 'shift') expect(line.shift()).toBe(model.shift());
        expect([line.size, line.first, line.toArray()]).toEqual([model.length, model[0], model]);
      });
    }),
  );
});

it('a long line that is half left keeps its order', () => {
  const line = new Fifo<number>();
  for (let at = 0; at < 5_000; at += 1) line.push(at);
  for (let at = 0; at < 4_000; at += 1) expect(line.shift()).toBe(at);
  line.push(5_000);
  expect([line.size, line.first, line.toArray().at(-1)]).toEqual([1_001, 4_000, 5_000]);
});

it('a long line keeps its order when what has just left is put back', () => {
  const line = new Fifo<number>();
  for (let at = 0; at < 5_000; at += 1) line.push(at);
  for (let at = 0; at < 3_000; at += 1) expect(line.shift()).toBe(at);
  line.putBack([2_998, 2_999]);
  expect([line.size, line.first]).toEqual([2_002, 2_998]);
  const rest = Array.from({ length: 2_003 }, () => line.shift());
  expect(rest).toEqual([...Array.from({ length: 2_002 }, (_, n) => n + 2_998), undefined]);
});
