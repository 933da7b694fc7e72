import { randomOf } from '@pizzeria/simulator';
import { chooseAgain } from './choose-again';

const heard = (count: number) => Array.from({ length: count }, (_, id) => ({ id }));

describe('the events that are said again', () => {
  it('are thirty of the latest and ten of any age, some of them twice', () => {
    const chosen = chooseAgain(heard(1_000), randomOf(1));
    expect(chosen).toHaveLength(48);
    expect(chosen.filter(({ id }) => id >= 940).length).toBeGreaterThanOrEqual(30);
  });

  it('are some of the few there are', () => {
    expect(new Set(chooseAgain(heard(1), randomOf(1)))).toEqual(new Set(heard(1)));
  });

  it('are missed when none was heard: a fault that says nothing again is none', () => {
    expect(() => chooseAgain([], randomOf(1))).toThrow('No event was heard that could be said again.');
  });
});
