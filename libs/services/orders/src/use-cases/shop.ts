import { leadMs, type ShopState } from '../domain/promise';
import { isOpen, opensNext, type Channel } from '../domain/hours';
import { changeSettings, settingsAt, type SettingsChange, type ShopSettings } from '../domain/shop-settings';
import type { ShopCard } from '../domain/shop-card';
import type { OrdersParts } from './ports';

/** The shop as it is at this moment. */
export interface ShopNow {
  readonly card: ShopCard;
  /** Of what a manager changed, what is not over. */
  readonly settings: ShopSettings;
  readonly channels: Readonly<Record<Channel, ChannelNow>>;
  readonly laterDays: number;
}

export interface ChannelNow {
  /** Whether orders are taken at this hour; a pause does not count. */
  readonly open: boolean;
  /** While it is closed: when it opens next, within a week. */
  readonly opensAt?: Date;
  /** From an order of one pizza now to its hand-over, minutes rounded up. */
  readonly leadMinutes: number;
}

export const readShop = async (parts: ShopParts): Promise<ShopNow> => shopNow(await parts.shop.read(), parts);

/** Pauses or slows the shop for a while, or ends that. */
export const changeShop = async (change: SettingsChange, parts: ShopParts): Promise<ShopNow> => {
  const { shop, clock } = parts;
  return shopNow(await shop.update((settings) => changeSettings(settings, change, clock.now())), parts);
};

type ShopParts = Pick<OrdersParts, 'shop' | 'card' | 'terms' | 'clock'>;

const shopNow = (state: ShopState, { card, terms, clock }: ShopParts): ShopNow => {
  const now = clock.now();
  const channelNow = (channel: Channel): ChannelNow => {
    const shifts = terms.hours[channel];
    const open = isOpen(shifts, now);
    const leadMinutes = Math.ceil(leadMs({ channel, pizzas: 1 }, terms, state, now) / 60_000);
    return { open, opensAt: open ? undefined : opensNext(shifts, now), leadMinutes };
  };
  const channels = { pickup: channelNow('pickup'), delivery: channelNow('delivery') };
  return { card, settings: settingsAt(state.settings, now), channels, laterDays: terms.laterDays };
};
