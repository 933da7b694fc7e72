import type { DeliveringHandler, EventDefinition } from '@pizzeria/bus';
import type { CustomerContact } from '@pizzeria/contracts';
import { deliverMessage, type Request } from './deliver-message';
import type { Parts } from './ports';

type Said<E extends EventDefinition> = Omit<Request<E>, 'channel' | 'recipient' | 'instead'>;

/** The handlers of one event, for the subscriptions `sms` and `email`. */
export interface Handlers {
  readonly bySms: DeliveringHandler<Parts>;
  readonly byEmail: DeliveringHandler<Parts>;
}

type AboutCustomer = EventDefinition<string, string, { readonly customer: CustomerContact }>;

/** Tells a customer in every way they gave: what they may want to keep. */
export const tellCustomer = <E extends AboutCustomer>(event: E, said: Said<E>): Handlers => ({
  bySms: deliverMessage(event, { ...said, channel: 'sms', recipient: phoneOf, instead: emailOf }),
  byEmail: deliverMessage(event, { ...said, channel: 'email', recipient: emailOf }),
});

/** Tells a customer by SMS, and by e-mail who gave no number or whose SMS is given up: what is soon old news. */
export const tellCustomerSoon = <E extends AboutCustomer>(event: E, said: Said<E>): Handlers => ({
  bySms: deliverMessage(event, { ...said, channel: 'sms', recipient: phoneOf, instead: emailOf }),
  byEmail: deliverMessage(event, {
    ...said,
    channel: 'email',
    recipient: ({ customer }) => (customer.phone === undefined ? customer.email : undefined),
  }),
});

/** Writes to a customer by e-mail alone. */
export const writeToCustomer = <E extends AboutCustomer>(event: E, said: Said<E>): DeliveringHandler<Parts> =>
  deliverMessage(event, { ...said, channel: 'email', recipient: emailOf });

/** Tells the shop's manager, in every way that the settings name. */
export const tellManager = <E extends EventDefinition>(event: E, said: Said<E>): Handlers => ({
  bySms: deliverMessage(event, {
    ...said,
    channel: 'sms',
    recipient: (_, { manager }) => manager.phone,
    instead: (_, { manager }) => manager.email,
  }),
  byEmail: deliverMessage(event, { ...said, channel: 'email', recipient: (_, { manager }) => manager.email }),
});

const phoneOf = ({ customer }: { readonly customer: CustomerContact }) => customer.phone;
const emailOf = ({ customer }: { readonly customer: CustomerContact }) => customer.email;
