import type { Book } from './book';
import { bookOfReadiness, bookOfRides, bookOfUnattended } from './courses';
import { bookOfDeliveries, bookOfLeftovers, bookOfLog } from './events';
import type { Ledgers } from './ledgers';
import { bookOfLows } from './lows';
import { bookOfMenu } from './menu';
import { bookOfMessages } from './messages';
import { bookOfMoney } from './money';
import { bookOfEndings, bookOfOrders, bookOfTickets } from './orders';
import { bookOfProviders } from './providers';
import { bookOfRebuild } from './rebuild';
import { bookOfReservations, bookOfStock } from './stock';
import { bookOfSuppliers } from './suppliers';

/** Balances every account. Pure: the same ledgers give the same books. */
export const balance = (ledgers: Ledgers): readonly Book[] =>
  [
    bookOfOrders,
    bookOfEndings,
    bookOfRides,
    bookOfTickets,
    bookOfReadiness,
    bookOfUnattended,
    bookOfReservations,
    bookOfStock,
    bookOfLows,
    bookOfSuppliers,
    bookOfMenu,
    bookOfMoney,
    bookOfMessages,
    bookOfProviders,
    bookOfLog,
    bookOfRebuild,
    bookOfDeliveries,
    bookOfLeftovers,
  ].map((bookOf) => bookOf(ledgers));
