import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** What the server does with the next messages. */
export type MailMood =
  | 'takes'
  /** Answers RCPT TO with this code; its words quote the address, as real ones do. */
  | { readonly refusesRecipient: number }
  /** Answers the end of the message with this code. */
  | { readonly refusesMessage: number }
  /** Says nothing to RCPT TO. */
  | 'hangs-early'
  /** Takes the whole message and never answers. */
  | 'takes-and-hangs';

export interface MailServer {
  readonly url: string;
  /** Whole messages, as they came over the wire. */
  readonly taken: readonly string[];
  readonly recipients: readonly string[];
  mood: MailMood;
  close(): Promise<void>;
}

/** A real SMTP server on loopback. */
export const mailServer = async (): Promise<MailServer> => {
  const taken: string[] = [];
  const recipients: string[] = [];
  const state = { mood: 'takes' as MailMood, taken, recipients };
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    closeTimeout: 50,
    onRcptTo(address, _session, done) {
      if (state.mood === 'hangs-early') return;
      if (typeof state.mood === 'object' && 'refusesRecipient' in state.mood)
        return done(refusal(state.mood.refusesRecipient, address.address));
      recipients.push(address.address);
      done();
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { mood } = state;
        if (typeof mood === 'object' && 'refusesMessage' in mood)
          return done(refusal(mood.refusesMessage, session.envelope.rcptTo[0]?.address ?? ''));
        taken.push(Buffer.concat(chunks).toString());
        if (mood === 'takes') done();
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening));
  const { port } = server.server.address() as AddressInfo;
  return Object.assign(state, {
    url: `smtp://127.0.0.1:${port}`,
    close: () => new Promise<void>((closed) => server.close(() => closed())),
  });
};

const refusal = (responseCode: number, address: string): Error =>
  Object.assign(new Error(`<${address}>: refused`), { responseCode });
