import { aClaim } from '../testing/claims';
import { type TwilioServer, twilioServer } from '../testing/twilio-server';
import { SendFailed, SendLater, SendRefused } from '../use-cases/send-errors';
import { twilioSender } from './sender';

describe('SMS by Twilio', () => {
  let server: TwilioServer;
  const signal = new AbortController().signal;
  const sender = (changes = {}) =>
    twilioSender({ ...server, from: '+14155550100', baseUrl: server.url, timeoutMs: 60_000, ...changes });
  const failure = async (claim = aClaim(), changes = {}): Promise<unknown> =>
    sender(changes)
      .send(claim, signal)
      .then(
        () => undefined,
        (error: unknown) => error,
      );

  beforeEach(async () => {
    server = await twilioServer();
  });
  afterEach(() => server.close());

  it('hands over number and words and keeps the id that Twilio gives', async () => {
    const receipt = await sender().send(aClaim(), signal);
    expect(receipt).toEqual({ outcome: 'sent', providerId: server.taken[0]?.sid });
    expect(server.taken).toMatchObject([
      { to: '+14155550123', from: '+14155550100', body: "Mario's Pizzeria: order #42 confirmed." },
    ]);
  });

  it('asks for reports on each message where the shop can be reached', async () => {
    await sender({ publicUrl: 'https://pizza.example.com/' }).send(aClaim(), signal);
    await sender().send(aClaim(), signal);
    expect(server.taken.map(({ statusCallback }) => statusCallback)).toEqual([
      'https://pizza.example.com/api/notifications/twilio/status?notificationId=01995f2a-7c00-7000-8000-0000000000d1',
      undefined,
    ]);
  });

  it.each([
    [400, 21211],
    [400, 21610],
    [400, 21614],
    [400, 30006],
  ])('gives up on a number that is refused for ever (%d, code %d)', async (status, code) => {
    server.mood = { status, code };
    expect(await failure()).toEqual(new SendRefused(String(code)));
  });

  it.each([
    [500, 20500, '20500'],
    [503, undefined, 'http-503'],
    [401, 20003, '20003'],
    [400, 21606, '21606'],
    [400, 21611, '21611'],
  ])('tries again after %d, certain that nothing was sent', async (status, code, expected) => {
    server.mood = { status, code };
    const error = await failure();
    expect(error).toBeInstanceOf(SendFailed);
    expect(error).toMatchObject({ why: expected, inDoubt: false });
  });

  it('waits a little when Twilio has too much to do, and does not say for how long', async () => {
    server.mood = { status: 429, code: 20429 };
    const error = (await failure()) as SendLater;
    expect(error).toBeInstanceOf(SendLater);
    expect(error).toMatchObject({ why: '20429', inDoubt: false });
    expect(error.delayMs).toBeGreaterThanOrEqual(1_000);
    expect(error.delayMs).toBeLessThanOrEqual(5_000);
  });

  it('waits as long as Twilio asks', async () => {
    server.mood = { status: 429, code: 20429, retryAfter: '7' };
    expect(await failure()).toMatchObject({ delayMs: 7_000, why: '20429' });
    expect(await failure()).toBeInstanceOf(SendLater);
  });

  it('is certain that nothing was sent when nobody listens', async () => {
    await server.close();
    expect(await failure()).toMatchObject({ why: 'ECONNREFUSED', inDoubt: false });
  });

  it.each(['breaks', 'hangs', 'takes-and-breaks'] as const)('is in doubt when Twilio %s', async (mood) => {
    server.mood = mood;
    expect(await failure(aClaim(), { timeoutMs: 200 })).toMatchObject({ inDoubt: true });
  });

  it('stops when it is told to', async () => {
    server.mood = 'hangs';
    const stop = new AbortController();
    const sent = sender().send(aClaim(), stop.signal);
    stop.abort();
    await expect(sent).rejects.toMatchObject({ why: 'AbortError', inDoubt: true });
  });

  it('repeats no word of an answer that quotes the number', async () => {
    server.mood = { status: 400, code: 21211 };
    const error = (await failure()) as Error;
    expect(JSON.stringify([error.message, error.stack, error.cause])).not.toContain('4155550123');
  });

  it('finds what Twilio took although its answer got lost', async () => {
    server.mood = 'takes-and-breaks';
    const claim = aClaim({ since: new Date() });
    await failure(claim);
    expect(await sender().find(claim, signal)).toEqual({ outcome: 'sent', providerId: server.taken[0]?.sid });
  });

  it('learns that nothing was taken', async () => {
    await sender().send(aClaim({ recipient: '+14155550999' }), signal);
    expect(await sender().find(aClaim({ since: new Date() }), signal)).toEqual({ outcome: 'not-sent' });
  });

  it('does not guess when other words went to the number, or when the list is refused', async () => {
    await sender().send(aClaim({ text: 'order #41 is ready' }), signal);
    expect(await sender().find(aClaim({ since: new Date() }), signal)).toEqual({ outcome: 'unknown' });
    server.listable = false;
    expect(await sender().find(aClaim({ since: new Date() }), signal)).toMatchObject({ outcome: 'unknown' });
  });
});
