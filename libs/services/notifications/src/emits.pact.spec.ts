import { NotificationFailed, NotificationSent, OrderPlaced } from '@pizzeria/contracts';
import { publisherPacts } from '@pizzeria/pacts';
import { startTestService, testClock } from '@pizzeria/service/testing';
import { notifications } from './service';
import { adasOrder } from './testing/claims';
import { served } from './testing/served';
import { twilioServer } from './testing/twilio-server';

/** Ada's number is refused for ever. */
const givenUp = async (): Promise<unknown> => {
  const twilio = await twilioServer();
  twilio.mood = { status: 400, code: 21211 };
  const service = await startTestService(notifications, {
    clock: testClock(new Date()),
    environment: {
      TWILIO_ACCOUNT_SID: twilio.accountSid,
      TWILIO_AUTH_TOKEN: twilio.authToken,
      TWILIO_FROM: '+14155550100',
      TWILIO_BASE_URL: twilio.url,
    },
  });
  try {
    await service.publishForeign(OrderPlaced, adasOrder());
    await served(service);
    return service.published(NotificationFailed).at(-1)?.data;
  } finally {
    await service.stop();
    await twilio.close();
  }
};

/** Ada's messages are written to the list. */
const sent = async (): Promise<unknown> => {
  const service = await startTestService(notifications, { clock: testClock(new Date()) });
  try {
    await service.publishForeign(OrderPlaced, adasOrder());
    await served(service);
    return service.published(NotificationSent).at(-1)?.data;
  } finally {
    await service.stop();
  }
};

publisherPacts('notifications', {
  'notification.sent v1: about an order': sent,
  'notification.failed v1: about an order': givenUp,
  'notification.failed v1: an SMS that is given up': givenUp,
});
