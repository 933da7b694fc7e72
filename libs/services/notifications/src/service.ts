import { NotificationFailed, NotificationSent } from '@pizzeria/contracts';
import { defineService } from '@pizzeria/service';
import { etaWriter } from './eta/writer';
import { listNotifications } from './http/list-notifications';
import { previewTemplate } from './http/preview-template';
import { listTemplates } from './http/list-templates';
import { takeInbound } from './http/twilio-inbound';
import { takeStatus } from './http/twilio-status';
import { measuredMessages } from './measures/measured-messages';
import { messagesByOutcome } from './measures/measures';
import { migrations } from './migrations';
import { warnOfStockByEmail, warnOfStockBySms } from './on/inventory-low';
import { writeInstead } from './on/notification-failed';
import { cancelByEmail, cancelBySms } from './on/order-cancelled';
import { apologiseByEmail, apologiseBySms } from './on/order-estimate-changed';
import { onItsWayByEmail, onItsWayBySms } from './on/order-out-for-delivery';
import { confirmByEmail, confirmBySms } from './on/order-placed';
import { announceByEmail, announceBySms } from './on/order-ready';
import { correctByEmail, correctBySms } from './on/order-recalled';
import { callManagerByEmail, callManagerBySms } from './on/order-unattended';
import { sendReceipt } from './on/payment-processed';
import { sendRefundReceipt } from './on/payment-refunded';
import { sendToSupplier } from './on/purchase-order-placed';
import { postgresMessages } from './postgres/messages';
import { postgresOptOuts } from './postgres/opt-outs';
import { rulesOf, settings, shopOf, waysOutOf } from './settings';
import { deadlineMs } from './use-cases/claim-draft';
import type { Parts } from './use-cases/ports';

const bySms = [
  confirmBySms,
  announceBySms,
  correctBySms,
  apologiseBySms,
  onItsWayBySms,
  cancelBySms,
  warnOfStockBySms,
  callManagerBySms,
];
const byEmail = [
  confirmByEmail,
  announceByEmail,
  correctByEmail,
  apologiseByEmail,
  onItsWayByEmail,
  cancelByEmail,
  sendReceipt,
  sendRefundReceipt,
  warnOfStockByEmail,
  callManagerByEmail,
  sendToSupplier,
  writeInstead,
];

/**
 * Tells customers about their orders, the manager about the shop and suppliers what to bring, by SMS and by e-mail; an
 * outage of one delays nothing of the other.
 */
export const notifications = defineService({
  name: 'notifications',
  publishes: [NotificationSent, NotificationFailed],
  subscriptions: {
    sms: { handlers: bySms, concurrency: 4, deadlineMs },
    email: { handlers: byEmail, concurrency: 4, deadlineMs },
  },
  routes: [listNotifications, listTemplates, previewTemplate, takeStatus, takeInbound],
  migrations,
  settings,
  measures: [messagesByOutcome],
  parts: ({ database, clock, ids, logger, publish, measure, settings: values }): Parts => {
    const shop = shopOf(values);
    return {
      messages: measuredMessages(postgresMessages(database), measure),
      optOuts: postgresOptOuts(database),
      ...waysOutOf(values),
      writer: etaWriter(shop),
      shop,
      rules: rulesOf(values),
      clock,
      ids,
      logger,
      publish,
    };
  },
});
