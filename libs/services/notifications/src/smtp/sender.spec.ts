import { anEmailClaim } from '../testing/claims';
import { type MailServer, mailServer } from '../testing/mail-server';
import { SendFailed, SendRefused } from '../use-cases/send-errors';
import { smtpSender } from './sender';

describe('e-mail by SMTP', () => {
  let server: MailServer;
  const signal = new AbortController().signal;
  const sender = (timeoutMs = 60_000) =>
    smtpSender({ url: server.url, from: "Mario's Pizzeria <hello@example.com>", timeoutMs });
  const failure = async (timeoutMs?: number): Promise<unknown> =>
    sender(timeoutMs)
      .send(anEmailClaim(), signal)
      .then(
        () => undefined,
        (error: unknown) => error,
      );

  beforeEach(async () => {
    server = await mailServer();
  });
  afterEach(() => server.close());

  it('hands over subject, text and html, with one Message-ID for every try', async () => {
    const receipt = await sender().send(anEmailClaim(), signal);
    await sender().send(anEmailClaim(), signal);
    expect(receipt).toEqual({
      outcome: 'sent',
      providerId: '<01995f2a-7c00-7000-8000-0000000000d1@example.com>',
    });
    for (const mail of server.taken) {
      expect(mail).toContain('Subject: Order #42 confirmed');
      expect(mail).toContain('Message-ID: <01995f2a-7c00-7000-8000-0000000000d1@example.com>');
      expect(mail).toContain('thank you for your order #42');
      expect(mail).toContain('<strong>#42</strong>');
    }
    expect(server.recipients).toEqual(['ada@example.com', 'ada@example.com']);
  });

  it.each([{ refusesRecipient: 550 }, { refusesMessage: 554 }])('gives up when the server %j', async (mood) => {
    server.mood = mood;
    const error = await failure();
    expect(error).toBeInstanceOf(SendRefused);
    expect(error).toMatchObject({ why: `smtp-${Object.values(mood)[0]}` });
  });

  it.each([
    { refusesConnection: 421 },
    { refusesSender: 452 },
    { refusesRecipient: 450 },
    { refusesMessage: 451 },
    // It refuses us, not the message: whoever puts that right has lost none.
    { refusesConnection: 554 },
    { refusesSender: 530 },
    { refusesSender: 550 },
    { refusesSender: 553 },
    { refusesRecipient: 503 },
    { refusesRecipient: 530 },
  ])('tries again when the server %j', async (mood) => {
    server.mood = mood;
    const error = await failure();
    expect(error).toBeInstanceOf(SendFailed);
    expect(error).toMatchObject({ why: `smtp-${Object.values(mood)[0]}`, inDoubt: false });
  });

  it('is certain that nothing was sent when the server is silent before the message', async () => {
    server.mood = 'hangs-early';
    expect(await failure(200)).toMatchObject({ inDoubt: false });
  });

  it('waits for a slow answer', async () => {
    server.mood = { answersAfterMs: 300 };
    expect(await sender().send(anEmailClaim(), signal)).toMatchObject({ outcome: 'sent' });
  });

  it('is certain that nothing was sent when the connection breaks within the message', async () => {
    server.mood = 'breaks-within';
    const long = anEmailClaim({ html: `<p>${'x'.repeat(70)}</p>\n`.repeat(50_000) });
    const error: unknown = await sender()
      .send(long, signal)
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ inDoubt: false });
    expect(server.taken).toEqual([]);
  });

  it('is in doubt when the connection breaks after the whole message', async () => {
    server.mood = 'takes-and-breaks';
    expect(await failure()).toMatchObject({ inDoubt: true });
    expect(server.taken).toHaveLength(1);
  });

  it('is in doubt when the server is silent after the whole message', async () => {
    server.mood = 'takes-and-hangs';
    expect(await failure(4_000)).toMatchObject({ inDoubt: true });
    expect(server.taken).toHaveLength(1);
  });

  it('is certain that nothing was sent when nobody listens', async () => {
    await server.close();
    expect(await failure()).toMatchObject({ why: 'ESOCKET', inDoubt: false });
  });

  it('repeats no word of an answer that quotes the address', async () => {
    server.mood = { refusesRecipient: 550 };
    const error = (await failure()) as Error;
    expect(JSON.stringify([error.message, error.stack, error.cause])).not.toContain('ada@');
  });

  it('cannot be talked into a second recipient by a comma', async () => {
    await sender()
      .send(anEmailClaim({ recipient: 'ada@example.com, eve@example.com' }), signal)
      .catch(() => undefined);
    expect(server.recipients).not.toContain('eve@example.com');
  });
});
