import { Reject, RetryAfter } from '@pizzeria/bus';

/*
 * What a sender throws. `why` is a short code and nothing else: a provider's own words, which quote numbers and
 * addresses, must reach neither logs nor dead letters, so no `cause` is kept. It is not called `code`, because by an
 * error's `code` the platform tells that the database is away.
 */

/** This message will never be taken (no such number, opted out, no such mailbox). */
export class SendRefused extends Reject {
  constructor(readonly why: string) {
    super(`refused by the provider: ${why}`);
  }
}

/** The provider asks for time; no try is counted. */
export class SendLater extends RetryAfter {
  constructor(
    delayMs: number,
    readonly why: string,
    readonly inDoubt = false,
  ) {
    super(delayMs, `the provider asks to wait ${delayMs} ms: ${why}`);
  }
}

/** This try failed, another may succeed. */
export class SendFailed extends Error {
  override readonly name = 'SendFailed';
  constructor(
    readonly why: string,
    /** The provider may have taken the message: the call was under way when it broke off. */
    readonly inDoubt = false,
  ) {
    super(`not sent: ${why}`);
  }
}

export interface FailureFacts {
  readonly code: string;
  readonly inDoubt: boolean;
  /** It would fail again, whenever it is tried. */
  readonly permanent: boolean;
}

/** What a failure of `send` means. An error of unknown origin (a deadline) leaves in doubt what was done before it. */
export const factsOf = (error: unknown): FailureFacts => {
  if (error instanceof SendRefused) return { code: error.why, inDoubt: false, permanent: true };
  if (error instanceof SendLater || error instanceof SendFailed)
    return { code: error.why, inDoubt: error.inDoubt, permanent: false };
  return { code: 'interrupted', inDoubt: true, permanent: false };
};

/** The same failure, when it met the question whether an earlier try was taken: that is still open. */
export const stillInDoubt = (error: unknown): SendLater | SendFailed =>
  error instanceof SendLater
    ? new SendLater(error.delayMs, error.why, true)
    : new SendFailed(factsOf(error).code, true);
