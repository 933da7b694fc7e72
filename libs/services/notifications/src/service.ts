import { NotificationFailed, NotificationSent } from '@pizzeria/contracts';
import { defineService } from '@pizzeria/service';
import { etaWriter } from './eta/writer';
import { listNotifications } from './http/list-notifications';
import { measuredMessages } from './measures/measured-messages';
import { messagesByOutcome } from './measures/measures';
import { migrations } from './migrations';
import { confirmByEmail, confirmBySms } from './on/order-placed';
import { announceByEmail, announceBySms } from './on/order-ready';
import { postgresMessages } from './postgres/messages';
import { sendersOf, settings, shopOf } from './settings';
import { deadlineMs } from './use-cases/deliver-message';
import type { Parts } from './use-cases/ports';

/** Tells customers about their orders, by SMS and by e-mail; an outage of one delays nothing of the other. */
export const notifications = defineService({
  name: 'notifications',
  publishes: [NotificationSent, NotificationFailed],
  subscriptions: {
    sms: { handlers: [confirmBySms, announceBySms], concurrency: 4, deadlineMs },
    email: { handlers: [confirmByEmail, announceByEmail], concurrency: 4, deadlineMs },
  },
  routes: [listNotifications],
  migrations,
  settings,
  measures: [messagesByOutcome],
  parts: ({ database, clock, ids, logger, publish, measure, settings: values }): Parts => ({
    messages: measuredMessages(postgresMessages(database), measure),
    senders: sendersOf(values),
    writer: etaWriter(),
    shop: shopOf(values),
    clock,
    ids,
    logger,
    publish,
  }),
});
