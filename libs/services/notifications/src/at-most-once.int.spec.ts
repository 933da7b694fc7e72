import { until } from '@pizzeria/bus/testing';
import { OrderPlaced } from '@pizzeria/contracts';
import { startTestService, testClock, type TestService } from '@pizzeria/service/testing';
import { postgresMessages } from './postgres/messages';
import { notifications } from './service';
import { adasOrder, manyTries, mariosShop } from './testing/claims';
import { served } from './testing/served';
import { listeningLogger } from './testing/listening-logger';
import { type MailServer, mailServer } from './testing/mail-server';
import { type TwilioServer, twilioServer } from './testing/twilio-server';
import { etaWriter } from './eta/writer';
import { orderConfirmed } from './domain/order-confirmed';

const order = adasOrder();

describe('one message for each order, kind and channel', () => {
  let twilio: TwilioServer;
  let mail: MailServer;
  let service: TestService;
  let logger: ReturnType<typeof listeningLogger>;

  beforeEach(async () => {
    logger = listeningLogger();
    [twilio, mail] = await Promise.all([twilioServer(), mailServer()]);
  });
  afterEach(async () => {
    await service.stop();
    await Promise.all([twilio.close(), mail.close()]);
  });

  const start = async (withProviders = true) => {
    const providers = {
      TWILIO_ACCOUNT_SID: twilio.accountSid,
      TWILIO_AUTH_TOKEN: twilio.authToken,
      TWILIO_FROM: '+14155550100',
      TWILIO_BASE_URL: twilio.url,
      SMTP_URL: mail.url,
      MAIL_FROM: 'hello@example.com',
    };
    service = await startTestService(notifications, {
      environment: withProviders ? { ...providers, SHOP_PHONE: mariosShop.phone } : {},
      ladder: manyTries,
      logger,
      clock: testClock(new Date()),
    });
  };

  const states = async () =>
    (await postgresMessages(service.database).list({ orderId: order.orderId, limit: 10 }))
      .map(({ channel, state }) => `${channel} ${state}`)
      .sort();

  /** Those who found the message claimed wait for the end of its lease; the clock brings it nearer. */
  const allWhoWaitAreServed = async () => {
    await until('both messages are sent', async () => (await states()).join() === 'email sent,sms sent');
    await served(service);
  };

  /** What a process leaves behind that was killed after it claimed both messages. */
  const aProcessDiedAfterClaiming = async (leaseLeftMs = 0) => {
    for (const [channel, recipient] of [
      ['sms', '+14155550123'],
      ['email', 'ada@example.com'],
    ] as const) {
      const key = { about: `order/${order.orderId}`, kind: 'order-confirmed', channel, occurrence: 1 } as const;
      const wording = etaWriter(mariosShop).write(
        'order-confirmed',
        channel,
        orderConfirmed(order, service.clock.now().toISOString()),
      );
      const asked = { by: crypto.randomUUID(), at: service.clock.now().toISOString() };
      const lease = { newId: crypto.randomUUID(), ms: leaseLeftMs, sendWithinMs: 5_000, now: service.clock.now() };
      await service.database.transaction(() =>
        postgresMessages(service.database).claim({ ...key, ...wording, recipient, asked }, lease),
      );
    }
  };

  it('is sent when the same event is delivered twice', async () => {
    await start();
    const id = await service.publishForeign(OrderPlaced, order);
    await service.publishForeign(OrderPlaced, order, { id });
    await allWhoWaitAreServed();
    expect(twilio.taken).toHaveLength(1);
    expect(mail.taken).toHaveLength(1);
  });

  it('is sent when many deliveries ask for it at the same time', async () => {
    await start();
    await Promise.all(Array.from({ length: 6 }, () => service.publishForeign(OrderPlaced, order)));
    await allWhoWaitAreServed();
    expect(twilio.taken).toHaveLength(1);
    expect(mail.taken).toHaveLength(1);
    expect(await states()).toEqual(['email sent', 'sms sent']);
    expect(await service.deadLetters()).toEqual([]);
  });

  it('is waited for while another process may be sending it', async () => {
    await start();
    await aProcessDiedAfterClaiming(60_000);
    await service.publishForeign(OrderPlaced, order);
    await until('both deliveries wait', () => service.counts.retried >= 2);
    expect(await states()).toEqual(['email claimed', 'sms claimed']);
    expect(twilio.requests).toBe(0);
    expect(mail.recipients).toEqual([]);
  });

  it('is sent by Twilio, and uncertain by mail, when a process died before it sent anything', async () => {
    await start();
    await aProcessDiedAfterClaiming();
    await service.publishForeign(OrderPlaced, order);
    await service.settled();
    expect(twilio.taken).toHaveLength(1);
    expect(mail.taken).toEqual([]);
    expect(await states()).toEqual(['email uncertain', 'sms sent']);
    expect(await service.deadLetters()).toEqual([]);
  });

  it('is not sent again when a process died after sending and before settling', async () => {
    await start();
    await aProcessDiedAfterClaiming();
    const { text } = etaWriter(mariosShop).write(
      'order-confirmed',
      'sms',
      orderConfirmed(order, service.clock.now().toISOString()),
    );
    await fetch(`${twilio.url}/2010-04-01/Accounts/${twilio.accountSid}/Messages.json`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${twilio.accountSid}:${twilio.authToken}`)}` },
      body: new URLSearchParams({ To: '+14155550123', From: '+14155550100', Body: text }),
    });
    await service.publishForeign(OrderPlaced, order);
    await service.settled();
    expect(twilio.taken).toHaveLength(1);
    expect(await states()).toEqual(['email uncertain', 'sms sent']);
  });

  it('stays uncertain, and unsent, when the provider cannot say', async () => {
    twilio.listable = false;
    await start();
    await aProcessDiedAfterClaiming();
    await service.publishForeign(OrderPlaced, order);
    await service.settled();
    expect(twilio.taken).toEqual([]);
    expect(await states()).toEqual(['email uncertain', 'sms uncertain']);
  });

  it('is asked about until the provider answers', async () => {
    await start();
    await aProcessDiedAfterClaiming();
    const address = new URL(twilio.url);
    await twilio.close();
    await service.publishForeign(OrderPlaced, order);
    await until('asking failed', () => service.counts.retried >= 1);
    twilio = await twilioServer(Number(address.port));
    await service.settled();
    expect(twilio.taken).toHaveLength(1);
    expect((await states())[1]).toBe('sms sent');
  });

  it('is recorded when a process died at any moment, because recording is sending', async () => {
    await start(false);
    await aProcessDiedAfterClaiming();
    await service.publishForeign(OrderPlaced, order);
    await service.settled();
    expect(await states()).toEqual(['email recorded', 'sms recorded']);
  });

  it('leaves no trace of the customer in logs and dead letters, whatever goes wrong', async () => {
    await start();
    await aProcessDiedAfterClaiming();
    twilio.mood = { status: 400, code: 21211 };
    mail.mood = { refusesRecipient: 550 };
    for (const sequence of [1, 2]) await service.publishForeign(OrderPlaced, order, { sequence });
    await served(service);
    const letters = await service.deadLetters();
    expect(letters.map(({ queue, reason }) => `${queue} ${reason}`).sort()).toEqual([
      'notifications.email rejected',
      // In place of the SMS, the same e-mail was tried once more.
      'notifications.email rejected',
      'notifications.sms rejected',
      'notifications.sms rejected',
    ]);
    const written = [...logger.lines, ...letters.map(({ error, stack }) => `${error} ${stack}`)];
    expect(written.some((line) => line.includes('21211'))).toBe(true);
    expect(written.filter((line) => /4155550123|ada@example|\bAda\b|1 Main St/.test(line))).toEqual([]);
  });
});
