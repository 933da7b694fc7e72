import { type Decision, silently } from './decision';
import { conflict, contradiction, Refusal } from './refusal';
import { type Cooking, type ItemBump, type Station, stations, type Ticket, type TicketItem } from './ticket';

/** A press at a station's screen on one line of a ticket. */
export interface ItemPress {
  readonly line: number;
  readonly station: Station;
  readonly cook: string;
  readonly now: Date;
}

/** The stations on the way of an item, in their order: a drink is only set out with the rest. */
export const stationsOf = ({ kind }: Pick<TicketItem, 'kind'>): readonly Station[] =>
  kind === 'drink' ? ['cut'] : stations;

export const isDone = (bumps: readonly ItemBump[], line: number, station: Station): boolean =>
  bumps.some((bump) => bump.line === line && bump.station === station);

/** When the last item passed the last station, ms; undefined while one has not. */
export const doneAt = (items: readonly TicketItem[], bumps: readonly ItemBump[]): number | undefined =>
  items.every(({ line }) => isDone(bumps, line, 'cut'))
    ? Math.max(...bumps.map(({ at }) => Date.parse(at)))
    : undefined;

/**
 * A station is done with a line, and so is every station before it. Done already, by whomever, it changes nothing: two
 * cooks who say the same agree. It never makes the ticket ready: that calls the customer, so a person says it who sees
 * the whole order. On a ready ticket all is done. Throws `Refusal` on any other that does not cook.
 */
export const bumpItem = (ticket: Ticket, press: ItemPress): Decision => {
  if (ticket.status === 'ready') return silently(ticket);
  const { cooking, item } = atStation(ticket, press);
  const before = cooking.cooking.bumps ?? [];
  const bumps = withBumps(before, item, press);
  return bumps === before ? silently(ticket) : put(cooking, bumps);
};

/** Takes a bump back, and with it those of the stations after it. Throws `Refusal` unless the ticket cooks. */
export const takeBumpBack = (ticket: Ticket, press: ItemPress): Decision => {
  const { cooking, item } = atStation(ticket, press);
  const before = cooking.cooking.bumps ?? [];
  const way = stationsOf(item);
  const undone = way.slice(way.indexOf(press.station));
  const bumps = before.filter(({ line, station }) => line !== item.line || !undone.includes(station));
  return bumps.length === before.length ? silently(ticket) : put(cooking, bumps);
};

/** Every line through every station, by this cook, as far as it was not yet. */
export const allBumped = (
  items: readonly TicketItem[],
  before: readonly ItemBump[],
  by: Pick<ItemPress, 'cook' | 'now'>,
): readonly ItemBump[] =>
  items.reduce((bumps, item) => withBumps(bumps, item, { ...by, line: item.line, station: 'cut' }), before);

const withBumps = (
  before: readonly ItemBump[],
  item: TicketItem,
  { line, station, cook, now }: ItemPress,
): readonly ItemBump[] => {
  const way = stationsOf(item);
  const passed = way.slice(0, way.indexOf(station) + 1).filter((one) => !isDone(before, line, one));
  const at = now.toISOString();
  return passed.length === 0 ? before : [...before, ...passed.map((one) => ({ line, station: one, at, by: cook }))];
};

const atStation = (ticket: Ticket, { line, station }: ItemPress): { cooking: Cooking; item: TicketItem } => {
  if (ticket.status !== 'cooking') throw contradiction(ticket);
  const item = ticket.order.items.find((one) => one.line === line);
  if (!item)
    throw new Refusal('not-found', 'item-not-found', 'The ticket has no such line.', {
      orderId: ticket.orderId,
      line,
    });
  if (!stationsOf(item).includes(station))
    throw conflict(ticket, 'This item does not pass that station.', { line, station }, 'station-not-on-its-way');
  return { cooking: ticket, item };
};

const put = (ticket: Cooking, bumps: readonly ItemBump[]): Decision =>
  silently({ ...ticket, cooking: { ...ticket.cooking, bumps } });
