import { randomUUID } from 'node:crypto';
import type { Addresses, ServiceName } from '@pizzeria/simulator';

/** The command cannot be carried out; the message says why and what to do. */
export class CommandFailed extends Error {
  override readonly name = 'CommandFailed';
  constructor(
    message: string,
    /** The answer's, where there was one. */
    readonly status?: number,
    readonly code?: string,
  ) {
    super(message);
  }
}

export interface Client {
  /**
   * The answer's body. A service that is away, or busy with another replay, is asked again with the same
   * idempotency key for about 30 s. Throws `CommandFailed` on anything but a success.
   */
  call<Body>(service: ServiceName, method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<Body>;
}

const again = new Set([429, 502, 503, 504]);
const tries = 12;
const timeoutMs = 30_000;

interface Answer {
  readonly status: number;
  readonly body: {
    readonly code?: string;
    readonly detail?: string;
    readonly errors?: readonly { path: string; message: string }[];
  };
}

export const client = (addresses: Addresses, token: string, pauseMs = 250): Client => ({
  call: async <Body>(service: ServiceName, method: string, path: string, body?: object) => {
    const places = addresses[service];
    const placeOf = (asked: number): string => places[asked % places.length] ?? '';
    const headers = {
      authorization: `Bearer ${token}`,
      ...(method === 'GET' ? {} : { 'idempotency-key': randomUUID() }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    };
    const ask = async (place: string): Promise<Answer | undefined> => {
      const url = `${place}/api/operations/${service}/dead-letters${path}`;
      try {
        const request = { method, headers, body: body && JSON.stringify(body), signal: AbortSignal.timeout(timeoutMs) };
        const response = await fetch(url, request);
        return { status: response.status, body: readJson(await response.text()) };
      } catch {
        return undefined;
      }
    };
    for (let asked = 1; ; asked += 1) {
      const answer = await ask(placeOf(asked - 1));
      if (answer && answer.status < 300) return answer.body as Body;
      const worthIt = !answer || again.has(answer.status) || answer.body.code === 'replay-under-way';
      // Where nobody ever answered, nobody will.
      if (!worthIt || asked === (answer ? tries : 3)) throw failure(service, places.join(' and '), answer);
      await new Promise((resolve) => setTimeout(resolve, Math.min(pauseMs * 2 ** asked, 3_000)));
    }
  },
});

const failure = (service: ServiceName, address: string, answer: Answer | undefined): CommandFailed => {
  if (!answer)
    return new CommandFailed(
      `${service} does not answer at ${address}: start it, or say where it is with --url or --services`,
    );
  const { status, body } = answer;
  if (status === 401)
    return new CommandFailed(`${service} does not accept the token: give a manager's with --token`, status);
  if (status === 403)
    return new CommandFailed(`${service} lets managers do this only: give a manager's --token`, status);
  const issues = body.errors?.map(({ path, message }) => `${path}: ${message}`).join('; ');
  return new CommandFailed(`${service}: ${issues ?? body.detail ?? `answered ${status}`}`, status, body.code);
};

const readJson = (text: string): Answer['body'] => {
  try {
    return JSON.parse(text) as Answer['body'];
  } catch {
    return {};
  }
};
