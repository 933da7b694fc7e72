import { NotificationFailed, OrderPlaced } from '@pizzeria/contracts';
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

publisherPacts('notifications', { 'notification.failed v1: an SMS that is given up': givenUp });
