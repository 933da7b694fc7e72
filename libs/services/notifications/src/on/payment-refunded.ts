import { PaymentRefunded } from '@pizzeria/contracts';
import { refundReceipt } from '../domain/receipt';
import { writeToCustomer } from '../use-cases/announce';

/** Sends the receipt of a refund. */
export const sendRefundReceipt = writeToCustomer(PaymentRefunded, { kind: 'receipt', letter: refundReceipt });
