import type { Database } from '@pizzeria/postgres';
import type { Cancellations, HourOfSales, ItemSales, Messages, Rows } from '../use-cases/figures';
import { countOf, moneyOf, ofFigure, rowsOf, tally, type Span } from './tally';

export const readSalesByHour = async (database: Database, span: Span): Promise<Rows<HourOfSales>> => {
  const orders = await tally(database, span, 'orders', ['hour']);
  const units = await tally(database, span, 'units', ['hour']);
  return rowsOf([...orders, ...units], ['hour'], ({ hour }, lines) => ({
    hour: Number(hour),
    orders: countOf(ofFigure(lines, 'orders')),
    items: countOf(ofFigure(lines, 'units')),
    value: moneyOf(lines),
  }));
};

/** What was sold most often comes first. */
export const readTopItems = async (database: Database, span: Span): Promise<Rows<ItemSales>> => {
  const items = await tally(database, span, 'items', ['item', 'kind']);
  const { total, days } = rowsOf(items, ['item', 'kind'], ({ item, kind }, lines) => ({
    item: String(item),
    kind: kind as ItemSales['kind'],
    quantity: countOf(lines),
    revenue: moneyOf(lines),
  }));
  const byQuantity = (a: ItemSales, b: ItemSales): number => b.quantity - a.quantity;
  return {
    total: [...total].sort(byQuantity),
    days: [...days].sort((a, b) => (a.day === b.day ? byQuantity(a, b) : a.day < b.day ? -1 : 1)),
  };
};

export const readCancellations = async (database: Database, span: Span): Promise<Rows<Cancellations>> => {
  const by = ['by', 'after', 'unattended', 'reason'] as const;
  return rowsOf(await tally(database, span, 'cancelled', by), by, (traits, lines) => ({
    by: (traits.by ?? undefined) as Cancellations['by'],
    after: traits.after as Cancellations['after'],
    unattended: traits.unattended === true,
    reason: (traits.reason ?? undefined) as string | undefined,
    orders: countOf(lines),
    value: moneyOf(lines),
  }));
};

export const readMessages = async (database: Database, span: Span): Promise<Rows<Messages>> => {
  const by = ['kind', 'channel', 'aboutOrder'] as const;
  const sent = await tally(database, span, 'messages-sent', by);
  const failed = await tally(database, span, 'messages-failed', [...by, 'permanent']);
  return rowsOf([...sent, ...failed], by, ({ kind, channel, aboutOrder }, lines) => ({
    kind: String(kind),
    channel: String(channel),
    aboutOrder: aboutOrder === true,
    sent: countOf(ofFigure(lines, 'messages-sent')),
    failed: countOf(ofFigure(lines, 'messages-failed')),
    failedPermanently: countOf(ofFigure(lines, 'messages-failed'), { permanent: true }),
  }));
};
