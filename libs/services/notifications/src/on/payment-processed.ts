import { PaymentProcessed } from '@pizzeria/contracts';
import { paymentReceipt } from '../domain/receipt';
import { writeToCustomer } from '../use-cases/announce';

/** Sends the receipt of a payment. */
export const sendReceipt = writeToCustomer(PaymentProcessed, { kind: 'receipt', letter: paymentReceipt });
