import type { Book } from './book';
import { bookOfDeliveries, bookOfLeftovers, bookOfLog } from './events';
import type { Ledgers } from './ledgers';
import { bookOfMessages, bookOfProviders } from './messages';
import { bookOfMoney } from './money';
import { bookOfEndings, bookOfOrders, bookOfTickets } from './orders';
import { bookOfReservations, bookOfStock } from './stock';

/** Balances every account. Pure: the same ledgers give the same books. */
export const balance = (ledgers: Ledgers): readonly Book[] =>
  [
    bookOfOrders,
    bookOfEndings,
    bookOfTickets,
    bookOfReservations,
    bookOfStock,
    bookOfMoney,
    bookOfMessages,
    bookOfProviders,
    bookOfLog,
    bookOfDeliveries,
    bookOfLeftovers,
  ].map((bookOf) => bookOf(ledgers));
