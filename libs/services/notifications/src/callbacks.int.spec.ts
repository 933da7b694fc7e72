import { NotificationFailed, NotificationSent, OrderEstimateChanged, OrderPlaced } from '@pizzeria/contracts';
import { startTestService, testClock, type TestService } from '@pizzeria/service/testing';
import { adasOrder } from './testing/claims';
import { listeningLogger } from './testing/listening-logger';
import { openOutside, type Outside, publicUrl } from './testing/outside';
import { served } from './testing/served';
import { signedForm } from './testing/twilio-form';
import { notifications } from './service';

const inbound = '/api/notifications/twilio/inbound';
const phone = '+14155550123';
/** Twenty minutes later than promised: said by SMS alone, as long as that arrives. */
const muchLater = { ...OrderEstimateChanged.example, newEstimate: '2026-03-14T19:10:00.000Z' };

describe('what Twilio calls back with', () => {
  let outside: Outside;
  let service: TestService;
  let logger: ReturnType<typeof listeningLogger>;
  beforeEach(async () => {
    logger = listeningLogger();
    outside = await openOutside();
    const { environment } = outside;
    service = await startTestService(notifications, { environment, logger, clock: testClock(new Date()) });
  });
  afterEach(async () => {
    await service.stop();
    await outside.close();
  });

  const callback = (path: string, fields: Readonly<Record<string, string>>) =>
    service.call<string>('POST', path, signedForm({ authToken: outside.twilio.authToken, publicUrl }, path, fields));
  const text = (body: string, more = {}) => callback(inbound, { From: phone, To: '+14155550100', Body: body, ...more });
  /** Reports on an SMS as Twilio was asked to. */
  const report = (status: string, code?: string, of = 0) => {
    const { sid = '', to = '', statusCallback = '' } = outside.twilio.taken[of] ?? {};
    const fields = {
      MessageSid: sid,
      MessageStatus: status,
      To: to,
      ...(code === undefined ? {} : { ErrorCode: code }),
    };
    return callback(statusCallback.replace(publicUrl, ''), fields);
  };
  const listed = async (query = '') =>
    (await service.call<{ items: Record<string, unknown>[] }>('GET', `/api/notifications?${query}`, { as: 'manager' }))
      .body.items;
  const toldOfDelay = async (sequence = 5) => {
    await service.publishForeign(OrderEstimateChanged, muchLater, { sequence });
    await served(service);
  };

  it('is kept, forward only', async () => {
    await toldOfDelay();
    for (const status of ['accepted', 'delivered', 'sent', 'of the future'])
      expect(await report(status)).toMatchObject({ status: 200, body: '<Response/>' });
    expect(await listed()).toMatchObject([{ state: 'sent', providerStatus: 'delivered' }]);
    expect(outside.mail.taken).toEqual([]);
    expect(service.published(NotificationFailed)).toEqual([]);
  });

  it('brings an e-mail to those whose number is a landline, once', async () => {
    await toldOfDelay();
    for (const _ of ['reported', 'reported again']) expect((await report('undelivered', '30006')).status).toBe(200);
    await served(service);
    expect(outside.mail.recipients).toEqual(['ada@example.com']);
    expect(outside.mail.taken[0]).toContain('Order #42 takes longer');
    expect(service.published(NotificationFailed).map(({ data }) => data)).toMatchObject([
      { kind: 'order-late', channel: 'sms', code: '30006', permanent: true },
    ]);
    expect(await listed('channel=sms')).toMatchObject([{ providerStatus: 'undelivered', providerCode: '30006' }]);
    await toldOfDelay(6);
    expect(outside.mail.taken).toHaveLength(1);
  });

  it('brings no second e-mail where the first has gone', async () => {
    await service.publishForeign(OrderPlaced, adasOrder());
    await served(service);
    await report('undelivered', '30003');
    await served(service);
    expect(outside.mail.taken).toHaveLength(1);
    expect(service.published(NotificationFailed)).toMatchObject([{ data: { code: '30003', permanent: false } }]);
  });

  it('clears up a message of which nobody knew whether it was sent', async () => {
    await toldOfDelay();
    await service.database
      .sql('messages')
      .update({ state: 'uncertain', provider_id: null, last_error: 'outcome-unknown' });
    expect(await listed()).toMatchObject([{ uncertainBecause: expect.stringContaining('ended between sending it') }]);
    const sentBefore = service.published(NotificationSent).length;
    await report('delivered');
    await served(service);
    expect(await listed()).toMatchObject([{ state: 'sent', providerStatus: 'delivered' }]);
    expect(service.published(NotificationSent)).toHaveLength(sentBefore + 1);
  });

  it('clears up a message whose process died: Twilio is not asked, and the others are told', async () => {
    await toldOfDelay();
    const { id = '' } = (await service.database.sql('messages').first<{ id: string }>('id')) ?? {};
    const over = { state: 'claimed', claimed_until: new Date(0), provider_id: null, sent_at: null };
    await service.database.sql('messages').where({ id }).update(over);
    await report('sent');
    outside.twilio.listable = false;
    const sentBefore = service.published(NotificationSent).length;
    await toldOfDelay(6);
    expect(await listed()).toMatchObject([{ state: 'sent', providerStatus: 'sent' }]);
    expect(outside.twilio.requests).toBe(1);
    expect(service.published(NotificationSent).slice(sentBefore)).toMatchObject([
      { data: { notificationId: id, provider: 'twilio' } },
    ]);
  });

  it.each(['STOP', 'unsubscribe '])('keeps SMS from those who text %j, and writes to them instead', async (word) => {
    expect(await text(word)).toMatchObject({ status: 200, body: '<Response/>' });
    await toldOfDelay();
    expect(outside.twilio.requests).toBe(0);
    expect(outside.mail.recipients).toEqual(['ada@example.com']);
    expect((await listed()).map(({ channel, state }) => `${channel as string} ${state as string}`).sort()).toEqual([
      'email sent',
      'sms withheld',
    ]);
    expect(service.published(NotificationFailed)).toMatchObject([{ data: { code: 'opted-out', permanent: true } }]);
  });

  it('keeps SMS from those whose word Twilio took for STOP', async () => {
    await text('arrête', { OptOutType: 'STOP' });
    await toldOfDelay();
    expect(outside.twilio.requests).toBe(0);
    await text('encore', { OptOutType: 'START' });
    await toldOfDelay(6);
    expect((await listed('channel=sms')).map(({ state }) => state)).toEqual(['withheld']);
    expect(await service.database.sql('phones').pluck<boolean[]>('wants_sms')).toEqual([true]);
  });

  it('lets those have SMS again who text START', async () => {
    await text('STOP');
    await text('START');
    await toldOfDelay();
    expect(outside.twilio.taken).toHaveLength(1);
    expect(outside.mail.taken).toEqual([]);
  });

  it('is answered where somebody asks for help, unless Twilio did that already', async () => {
    expect((await text('help')).body).toMatch(/^<Response><Message>Mario's Pizzeria: .*STOP.*<\/Message><\/Response>$/);
    expect((await text('HELP', { OptOutType: 'HELP' })).body).toBe('<Response/>');
    expect((await text('where is my pizza?')).body).toBe('<Response/>');
  });

  it('is refused when anybody else sends it, and changes nothing', async () => {
    const { raw, headers } = signedForm({ authToken: outside.twilio.authToken, publicUrl }, inbound, {
      From: phone,
      Body: 'STOP',
    });
    const forged = [
      { raw, headers: { ...headers, 'x-twilio-signature': 'AAAA' } },
      { raw: raw.replace('0123', '0124'), headers },
      { raw, headers: { 'content-type': headers['content-type'] } },
      signedForm({ authToken: 'another token', publicUrl }, inbound, { From: phone, Body: 'STOP' }),
      signedForm({ authToken: outside.twilio.authToken, publicUrl: 'https://elsewhere.example' }, inbound, {
        Body: 'STOP',
      }),
    ];
    for (const options of forged)
      expect(await service.call('POST', inbound, options)).toMatchObject({
        status: 403,
        body: { code: 'signature-refused' },
      });
    expect(await service.database.sql('phones')).toEqual([]);
  });

  it('leaves no number in the log', async () => {
    await text('STOP');
    await toldOfDelay();
    await service.call('POST', inbound, { raw: `From=${phone}`, headers: { 'content-type': 'text/plain' } });
    expect(logger.lines.some((line) => line.includes(inbound))).toBe(true);
    expect(logger.lines.filter((line) => line.includes('4155550123'))).toEqual([]);
  });
});

describe('without a public address', () => {
  it('nobody is believed to be Twilio', async () => {
    const outside = await openOutside();
    const { TWILIO_CALLBACK_URL: _, ...environment } = outside.environment;
    const service = await startTestService(notifications, { environment });
    try {
      const signed = signedForm({ authToken: outside.twilio.authToken, publicUrl }, inbound, {
        From: phone,
        Body: 'STOP',
      });
      expect((await service.call('POST', inbound, signed)).status).toBe(403);
    } finally {
      await service.stop();
      await outside.close();
    }
  });
});
