import { analytics } from '@pizzeria/analytics';
import { inventory } from '@pizzeria/inventory';
import { kitchen } from '@pizzeria/kitchen';
import { notifications } from '@pizzeria/notifications';
import { orders } from '@pizzeria/orders';
import type { Call } from '@pizzeria/service/testing';
import type { OpenedBus } from '../places';
import type { Mode } from './modes';
import { openSite, type Site } from './open-site';

/** All five services at work, on databases and a bus of their own. */
export interface Shop extends Site {
  readonly call: Call;
}

export interface ShopOptions {
  readonly environment?: Readonly<Record<string, string>>;
  /** Another kitchen in place of the real one. */
  readonly kitchen?: typeof kitchen;
  /** Makes of the bus in memory what all services are given. */
  readonly bus?: (opened: OpenedBus) => OpenedBus;
}

export const openShop = async (mode: Mode, options: ShopOptions = {}): Promise<Shop> => {
  const site = await openSite(mode, options.environment);
  try {
    const on = options.bus?.(await site.bus.connect(orders));
    const services = await Promise.all([
      site.start(orders, on),
      site.start(options.kitchen ?? kitchen, on),
      site.start(inventory, on),
      site.start(notifications, on),
      site.start(analytics, on),
    ]);
    return { ...site, call: await site.serve(...services) };
  } catch (error) {
    await site.close();
    throw error;
  }
};
