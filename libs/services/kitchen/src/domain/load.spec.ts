import { KitchenLoadChanged } from '@pizzeria/contracts';
import { at } from '../testing/fixtures';
import { tellLoad } from './load';

const now = new Date(at('18:30'));
const load = (waitMinutes: number) => ({ waitSeconds: waitMinutes * 60, openTickets: 7, pizzaSeconds: 70 });

describe('how busy the kitchen is', () => {
  it('is said when the wait is a step longer, or shorter, than was last said', () => {
    expect(tellLoad(load(15), load(10), 5, now)).toEqual({
      event: KitchenLoadChanged,
      data: { waitSeconds: 900, openTickets: 7, pizzaSeconds: 70, at: at('18:30') },
    });
    expect(tellLoad(load(0), load(5), 5, now)).toMatchObject({ data: { waitSeconds: 0 } });
  });

  it('is not said when it differs by less', () => {
    expect(tellLoad(load(14.9), load(10), 5, now)).toBeUndefined();
    expect(tellLoad(load(5.1), load(10), 5, now)).toBeUndefined();
  });
});
