import { type Settings, wholeNumber } from '@pizzeria/service';

/** What can be set about the stock. */
export const settings = {
  PURCHASE_ORDER_MINUTES: {
    description: 'how long an order from a supplier gathers what is low before it is sent, in min',
    schema: wholeNumber(0, 1_440).default(15),
  },
} satisfies Settings;
