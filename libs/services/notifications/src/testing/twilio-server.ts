import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the server does with the next requests to send. */
export type TwilioMood =
  | 'takes'
  /** Answers this status with Twilio's error body. */
  | { readonly status: number; readonly code?: number; readonly retryAfter?: string }
  /** Takes the message, then breaks the connection instead of answering. */
  | 'takes-and-breaks'
  /** Breaks the connection before taking it. */
  | 'breaks'
  /** Says nothing. */
  | 'hangs';

export interface TakenSms {
  readonly sid: string;
  readonly to: string;
  readonly from: string;
  readonly body: string;
  readonly at: Date;
  /** Where it is to be reported on. */
  readonly statusCallback?: string;
}

export interface TwilioServer {
  readonly url: string;
  readonly taken: readonly TakenSms[];
  /** Requests to send, answered or not. */
  readonly requests: number;
  readonly accountSid: string;
  readonly authToken: string;
  mood: TwilioMood;
  /** Whether the list of messages can be asked for. */
  listable: boolean;
  /** Breaks every connection, those it said nothing on included. */
  breakOff(): void;
  close(): Promise<void>;
}

/**
 * An HTTP server that answers as Twilio's Messages API does: form in, JSON out, basic authentication.
 * @param port any free one by default
 */
export const twilioServer = async (port = 0): Promise<TwilioServer> => {
  const taken: TakenSms[] = [];
  const state = {
    mood: 'takes' as TwilioMood,
    listable: true,
    requests: 0,
    accountSid: `AC${'0'.repeat(32)}`,
    authToken: 'twilio-token',
    taken,
  };
  const expected = `Basic ${Buffer.from(`${state.accountSid}:${state.authToken}`).toString('base64')}`;
  const server = createServer((request, response) => {
    if (request.headers.authorization !== expected) return fail(response, 401, 20003);
    if (!request.url?.startsWith(`/2010-04-01/Accounts/${state.accountSid}/Messages.json`))
      return fail(response, 404, 20404);
    if (request.method === 'GET') return list(request, response);
    state.requests += 1;
    void formOf(request).then((form) => send(form, response));
  });

  const send = (form: URLSearchParams, response: ServerResponse): void => {
    const { mood } = state;
    if (mood === 'hangs') return;
    if (mood === 'breaks') return void response.destroy();
    if (typeof mood === 'object') return fail(response, mood.status, mood.code, mood.retryAfter);
    const sms = take(form);
    if (mood === 'takes-and-breaks') return void response.destroy();
    json(response, 201, resourceOf(sms));
  };

  const take = (form: URLSearchParams): TakenSms => {
    const sid = `SM${String(taken.length + 1).padStart(32, '0')}`;
    const field = (name: string) => form.get(name) ?? '';
    const sms = { sid, to: field('To'), from: field('From'), body: field('Body'), at: new Date(), ...asked(form) };
    taken.push(sms);
    return sms;
  };

  const list = (request: IncomingMessage, response: ServerResponse): void => {
    if (!state.listable) return fail(response, 404, 20404);
    const to = new URL(request.url ?? '', 'http://twilio').searchParams.get('To');
    json(response, 200, { messages: taken.filter((sms) => sms.to === to).map(resourceOf) });
  };

  await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening));
  const address = server.address() as AddressInfo;
  return Object.assign(state, {
    url: `http://127.0.0.1:${address.port}`,
    breakOff: () => server.closeAllConnections(),
    close: () =>
      new Promise<void>((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  });
};

const asked = (form: URLSearchParams): Pick<TakenSms, 'statusCallback'> => {
  const statusCallback = form.get('StatusCallback');
  return statusCallback === null ? {} : { statusCallback };
};

const resourceOf = ({ sid, to, from, body, at }: TakenSms) => ({
  sid,
  to,
  from,
  body,
  status: 'queued',
  direction: 'outbound-api',
  date_created: at.toUTCString().replace('GMT', '+0000'),
  date_sent: null,
  error_code: null,
});

const formOf = async (request: IncomingMessage): Promise<URLSearchParams> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return new URLSearchParams(Buffer.concat(chunks).toString());
};

const json = (response: ServerResponse, status: number, body: object, headers: Record<string, string> = {}): void => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
};

/** Twilio's words quote the number, as the real ones do. */
const fail = (response: ServerResponse, status: number, code?: number, retryAfter?: string): void =>
  json(
    response,
    status,
    { code, status, message: "The 'To' number +14155550123 is not a valid phone number.", more_info: '' },
    retryAfter === undefined ? {} : { 'retry-after': retryAfter },
  );
