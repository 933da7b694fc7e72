import type { AddressInfo, Socket } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** What the server does with the next messages. */
export type MailMood =
  | 'takes'
  /** Takes it, and answers so late. */
  | { readonly answersAfterMs: number }
  /** Greets with this code. */
  | { readonly refusesConnection: number }
  /** Answers MAIL FROM with this code. */
  | { readonly refusesSender: number }
  /** Answers RCPT TO with this code; its words quote the address, as real ones do. */
  | { readonly refusesRecipient: number }
  /** Answers the end of the message with this code. */
  | { readonly refusesMessage: number }
  /** Says nothing to RCPT TO. */
  | 'hangs-early'
  /** Breaks the connection while the message comes. */
  | 'breaks-within'
  /** Takes the whole message and never answers. */
  | 'takes-and-hangs'
  /** Takes the whole message and breaks the connection instead of answering. */
  | 'takes-and-breaks';

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
  const refused = (stage: string, address = ''): Error | undefined => {
    const code = typeof state.mood === 'object' ? (state.mood as Readonly<Record<string, number>>)[stage] : undefined;
    return code === undefined ? undefined : refusal(code, address);
  };
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    closeTimeout: 50,
    onConnect: (_session, done) => done(refused('refusesConnection')),
    onMailFrom: ({ address }, _session, done) => done(refused('refusesSender', address)),
    onRcptTo({ address }, _session, done) {
      if (state.mood === 'hangs-early') return;
      const error = refused('refusesRecipient', address);
      if (error === undefined) recipients.push(address);
      done(error);
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      if (state.mood === 'breaks-within') stream.once('data', breakOff);
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { mood } = state;
        const error = refused('refusesMessage', session.envelope.rcptTo[0]?.address);
        if (error !== undefined) return done(error);
        if (mood === 'breaks-within') return;
        taken.push(Buffer.concat(chunks).toString());
        if (mood === 'takes') return done();
        if (mood === 'takes-and-breaks') return breakOff();
        if (typeof mood === 'object' && 'answersAfterMs' in mood) setTimeout(done, mood.answersAfterMs);
      });
    },
  });
  const breakOff = (): void => {
    for (const { _socket: socket } of (server as unknown as Connections).connections) socket.destroy();
  };
  server.on('error', () => undefined);
  await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening));
  const { port } = server.server.address() as AddressInfo;
  return Object.assign(state, {
    url: `smtp://127.0.0.1:${port}`,
    close: () => new Promise<void>((closed) => server.close(() => closed())),
  });
};

/** What the library's types leave out. */
interface Connections {
  readonly connections: ReadonlySet<{ readonly _socket: Socket }>;
}

const refusal = (responseCode: number, address: string): Error =>
  Object.assign(new Error(`<${address}>: refused`), { responseCode });
