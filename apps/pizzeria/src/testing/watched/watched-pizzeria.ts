import { rm } from 'node:fs/promises';
import { until } from '@pizzeria/bus/testing';
import { mailServer, twilioServer, type MailServer, type TwilioServer } from '@pizzeria/notifications/testing';
import { testCollector, type SentSpan, type TestCollector } from '@pizzeria/telemetry/testing';
import { npmStart, type StartedPizzeria } from '../npm-start';
import { temporaryFolder } from '../open-pizzeria';

/** The pizzeria as a process of its own that tells a collector, and sends real e-mails and SMS to servers on loopback. */
export interface WatchedPizzeria {
  readonly collector: TestCollector;
  readonly mail: MailServer;
  readonly twilio: TwilioServer;
  call(method: 'GET' | 'POST', path: string, options?: CallOptions): Promise<Answer>;
  /** All spans of the trace in which this order was placed, when the collector has been sent what is asked for. */
  traceOf(orderId: string): readonly SentSpan[];
  scrape(): Promise<string>;
  /** What it wrote on standard output as JSON lines. */
  lines(): readonly Readonly<Record<string, unknown>>[];
  /** Ends it in good order; answers its exit code. */
  stop(): Promise<number | null>;
  close(): Promise<void>;
}

export interface CallOptions {
  readonly as?: 'kitchen' | 'courier' | 'manager';
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

type Stop = () => Promise<unknown>;

export const watchedPizzeria = async (): Promise<WatchedPizzeria> => {
  const stops: Stop[] = [];
  const close = async (): Promise<void> => {
    for (let stop = stops.pop(); stop; stop = stops.pop()) await stop();
  };
  try {
    return { ...(await open(stops)), close };
  } catch (error) {
    await close();
    throw error;
  }
};

const open = async (stops: Stop[]): Promise<Omit<WatchedPizzeria, 'close'>> => {
  const folder = await temporaryFolder();
  stops.push(() => rm(folder, { recursive: true, force: true }));
  const keep = async <T>(opening: Promise<T>, stop: (opened: T) => Promise<unknown>): Promise<T> => {
    const opened = await opening;
    stops.push(() => stop(opened));
    return opened;
  };
  const collector = await keep(testCollector(), (opened) => opened.close());
  const mail = await keep(mailServer(), (opened) => opened.close());
  const twilio = await keep(twilioServer(), (opened) => opened.close());
  stops.push(async () => twilio.breakOff());
  const running = npmStart(environmentOf(folder, collector, mail, twilio));
  const stop = (): Promise<number | null> => {
    running.kill('SIGTERM');
    return running.ended;
  };
  stops.push(stop);
  const address = await running.opened();
  return {
    collector,
    mail,
    twilio,
    call: (method, path, options = {}) => call(running, `${address}${path}`, method, options),
    traceOf: (orderId) => traceOf(collector.spans, orderId),
    scrape: async () => (await fetch(`${managementOf(running)}/metrics`)).text(),
    lines: () => linesOf(running.output()),
    stop,
  };
};

const environmentOf = (folder: string, collector: TestCollector, mail: MailServer, twilio: TwilioServer) => ({
  DATA_DIR: folder,
  LOG_LEVEL: 'debug',
  RETRY_LADDER_MS: '30,60,120',
  READY_DELAY_SECONDS: '0',
  OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
  OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=test,service.instance.id=pod-1',
  TWILIO_ACCOUNT_SID: twilio.accountSid,
  TWILIO_AUTH_TOKEN: twilio.authToken,
  TWILIO_FROM: '+14155550100',
  TWILIO_BASE_URL: twilio.url,
  SMTP_URL: mail.url,
  MAIL_FROM: 'hello@example.com',
});

const call = async (
  running: StartedPizzeria,
  url: string,
  method: string,
  { as, body, headers }: CallOptions,
): Promise<Answer> => {
  const response = await fetch(url, {
    method,
    headers: {
      ...(as && { authorization: `Bearer ${running.token(as)}` }),
      ...(body && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Answer['body'] };
};

const managementOf = (running: StartedPizzeria): string =>
  /health +(http:\S+)\/readyz/.exec(running.output())?.[1] ?? '';

const linesOf = (output: string): readonly Readonly<Record<string, unknown>>[] =>
  output
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);

const traceOf = (spans: readonly SentSpan[], orderId: string): readonly SentSpan[] => {
  const [root] = spans.filter(
    ({ name, attributes }) => name === 'POST /api/orders' && attributes['pizzeria.order.id'] === orderId,
  );
  return spans.filter(({ traceId }) => traceId === root?.traceId);
};

/** The handlings that a trace shows, in the words of `handlersOf`. */
export const handlingsIn = (trace: readonly SentSpan[]): readonly string[] =>
  trace
    .filter(({ kind }) => kind === 'consumer')
    .map(({ attributes }) => `${attributes['pizzeria.event']} in ${attributes['messaging.destination.name']}`);

/** Waits until the collector has been sent all of these handlings. */
export const untilSeen = (pizzeria: WatchedPizzeria, orderId: string, handlings: readonly string[]): Promise<void> =>
  until('the collector was sent every handling', () => {
    const seen = new Set(handlingsIn(pizzeria.traceOf(orderId)));
    return handlings.every((handling) => seen.has(handling));
  });
