import { analytics } from '@pizzeria/analytics';
import { allEvents } from '@pizzeria/contracts';
import { inventory } from '@pizzeria/inventory';
import { kitchen } from '@pizzeria/kitchen';
import { notifications } from '@pizzeria/notifications';
import { orders } from '@pizzeria/orders';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { contractProblems, type Menu, subscriptionProblems } from './agreement';
import { root } from './workspace';

const menus: readonly Menu[] = [orders, kitchen, inventory, notifications, analytics];
const services = join(root, 'libs/services');
const load = (path: string) => import(path) as Promise<Record<string, unknown>>;

describe('the pizzeria', () => {
  it('has a menu for every service', () => {
    expect(menus.map(({ name }) => name).sort()).toEqual(readdirSync(services).sort());
  });

  it('publishes what its contracts say, each event from its own service', () => {
    expect(contractProblems(join(root, 'libs/contracts/src'), allEvents, menus)).toEqual([]);
  });

  it.each(menus.map((menu): [string, Menu] => [menu.name, menu]))(
    'subscribes %s to the events of its on/ folder, no more and no fewer',
    async (name, menu) => {
      expect(await subscriptionProblems(join(services, name, 'src'), menu, load)).toEqual([]);
    },
  );
});
