import type { Addresses, ServiceName } from './addresses';

/** One call. A change carries an idempotency key, so that asking again is safe. */
export interface Call {
  readonly service: ServiceName;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly token?: string;
  readonly trackingToken?: string;
  readonly key?: string;
  readonly body?: object;
}

export interface Reply {
  readonly status: number;
  readonly body: unknown;
  /** Of the try that was answered, ms. */
  readonly tookMs: number;
}

/** What happened on the wire. */
export interface Traffic {
  requests: number;
  /** Tries that were made again because a process was away or gave no answer in time. */
  retries: number;
  /** Answers with status 500: always a fault of a service. */
  serverErrors: number;
}

/** The simulation's time is over; nothing is sent any more. */
export class TimeIsUp extends Error {
  override readonly name = 'TimeIsUp';
}

export interface HttpClient {
  /**
   * The answer, whatever its status, once there is one: a process that is away (refused, reset, 502, 503, 504, 429,
   * no answer in time) is asked again with the same key until it is back, or the next one of the service is. Calls go
   * to the processes of a service in turn. Throws `TimeIsUp`.
   */
  call(call: Call): Promise<Reply>;
  readonly traffic: Readonly<Traffic>;
}

const away = new Set([429, 500, 502, 503, 504]);
const timeoutMs = 10_000;
const firstPauseMs = 150;
const longestPauseMs = 3_000;

/** @param until aborts when the simulation must end */
export const httpClient = (addresses: Addresses, until: AbortSignal): HttpClient => {
  const traffic: Traffic = { requests: 0, retries: 0, serverErrors: 0 };
  const nextOf = inTurn(addresses);

  const once = async (call: Call): Promise<Reply | undefined> => {
    const began = performance.now();
    traffic.requests += 1;
    const limit = new AbortController();
    const giveUp = () => limit.abort();
    const timer = setTimeout(giveUp, timeoutMs);
    until.addEventListener('abort', giveUp, { once: true });
    try {
      const response = await fetch(`${nextOf(call.service)}${call.path}`, {
        method: call.method,
        headers: headersOf(call),
        body: call.body === undefined ? undefined : JSON.stringify(call.body),
        signal: limit.signal,
      });
      const text = await response.text();
      if (response.status === 500) traffic.serverErrors += 1;
      if (away.has(response.status)) return undefined;
      return { status: response.status, body: readJson(text), tookMs: performance.now() - began };
    } catch {
      return undefined;
    } finally {
      clearTimeout(timer);
      until.removeEventListener('abort', giveUp);
    }
  };

  return {
    traffic,
    async call(call) {
      for (let pauseMs = firstPauseMs; !until.aborted; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
        const reply = await once(call);
        if (reply !== undefined) return reply;
        traffic.retries += 1;
        await pause(pauseMs * (0.5 + Math.random() / 2), until);
      }
      throw new TimeIsUp('the time of the simulation is over');
    },
  };
};

/** The processes of each service, one after the other. */
const inTurn = (addresses: Addresses): ((service: ServiceName) => string) => {
  const turns = new Map<ServiceName, number>();
  return (service) => {
    const turn = turns.get(service) ?? 0;
    turns.set(service, turn + 1);
    const processes = addresses[service];
    return processes[turn % processes.length] ?? '';
  };
};

/** Resolves after `ms`, or at once when `until` aborts. */
export const pause = (ms: number, until: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (until.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      until.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    until.addEventListener('abort', done, { once: true });
  });

const headersOf = (call: Call): Record<string, string> => ({
  ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
  ...(call.key === undefined ? {} : { 'idempotency-key': call.key }),
  ...(call.token === undefined ? {} : { authorization: `Bearer ${call.token}` }),
  ...(call.trackingToken === undefined ? {} : { 'tracking-token': call.trackingToken }),
});

const readJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
