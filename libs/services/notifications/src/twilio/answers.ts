import { SendFailed, SendLater, SendRefused } from '../use-cases/send-errors';

/** Longest time a provider may make us wait before we try again all the same. */
const longestWaitMs = 3_600_000;

/** How long is waited where Twilio has too much to do and does not say for how long: not all for the same time. */
const aWhile = (): number => 1_000 + Math.floor(Math.random() * 4_000);

/** Statuses that blame the account or the moment, not the message. */
const notTheMessage = new Set([401, 403, 404, 408, 409, 425, 429]);

/**
 * Codes of a 400 that blame them too: 20005 and 20009 the account, 21212, 21603, 21606 and 21659 the shop's own number,
 * 21611 its full queue, 63038 the day's limit. Whoever puts that right replays what was given up meanwhile.
 */
const notItsFault = new Set(['20005', '20009', '20429', '21212', '21603', '21606', '21611', '21659', '63038']);

/**
 * What an HTTP answer of Twilio means for the message; undefined when it was taken.
 * A 4xx is the message's fault for ever (21211 no such number, 21610 opted out, 21614 no mobile), unless it is about
 * our account.
 */
export const failureOf = (
  status: number,
  body: string,
  retryAfter: string | null,
): SendRefused | SendLater | SendFailed | undefined => {
  if (status < 300) return undefined;
  const code = codeOf(body) ?? `http-${status}`;
  const waitMs = (retryAfter === null ? undefined : waitOf(retryAfter)) ?? (status === 429 ? aWhile() : undefined);
  if (waitMs !== undefined && (status === 429 || status >= 500)) return new SendLater(waitMs, code);
  const itsOwnFault = status >= 400 && status < 500 && !notTheMessage.has(status) && !notItsFault.has(code);
  return itsOwnFault ? new SendRefused(code) : new SendFailed(code);
};

/** Twilio's own error code. Its words are left out: they quote the number. */
const codeOf = (body: string): string | undefined => {
  try {
    const { code } = JSON.parse(body) as { code?: unknown };
    return typeof code === 'number' ? String(code) : undefined;
  } catch {
    return undefined;
  }
};

/** `Retry-After` in ms: seconds, or an HTTP date. */
const waitOf = (retryAfter: string): number | undefined => {
  const seconds = Number(retryAfter);
  const ms = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(retryAfter) - Date.now();
  return Number.isFinite(ms) && ms >= 0 ? Math.min(ms, longestWaitMs) : undefined;
};
