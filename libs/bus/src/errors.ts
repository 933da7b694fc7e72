/** Thrown by a handler: this message can never succeed; it becomes a dead letter at once, with this reason. */
export class Reject extends Error {
  override readonly name = 'Reject';
}

/** Thrown by a handler: try again after this delay; no attempt is counted. */
export class RetryAfter extends Error {
  override readonly name = 'RetryAfter';
  constructor(
    readonly delayMs: number,
    message = `asked to be tried again in ${delayMs} ms`,
  ) {
    super(message);
  }
}

/** The bus took no message: not connected, blocked, or its bounded queue is full. The caller still has it. */
export class BusUnavailable extends Error {
  override readonly name = 'BusUnavailable';
}

/** The broker refused this message for its own sake (not permitted, too large): sending it again will not help. */
export class MessageRefused extends Error {
  override readonly name = 'MessageRefused';
}

/** Where a value does not fit its schema: a path such as `items[0].quantity` ('' is the whole) and what is wrong. */
export interface Issue {
  readonly path: string;
  readonly message: string;
}

/** A payload does not fit its contract. Thrown before any I/O when publishing. */
export class InvalidEvent extends Error {
  override readonly name = 'InvalidEvent';
  constructor(
    readonly event: string,
    readonly issues: readonly Issue[],
  ) {
    super(`${event} does not fit its contract: ${describeIssues(issues)}`);
  }
}

/** Bytes that are no event of ours: not UTF-8, not JSON, or an envelope that lacks something. */
export class MalformedEvent extends Error {
  override readonly name = 'MalformedEvent';
  constructor(readonly issues: readonly Issue[]) {
    super(`not an event: ${describeIssues(issues)}`);
  }
}

/**
 * Thrown by the port that runs an attempt: this process cannot work at all now, for example without its
 * database. The message is at no fault: it is handed back and nothing is counted.
 */
export class CannotWork extends Error {
  override readonly name = 'CannotWork';
}

/** A handler ran longer than it may. */
export class DeadlineExceeded extends Error {
  override readonly name = 'DeadlineExceeded';
  constructor(readonly deadlineMs: number) {
    super(`the handler did not finish within ${deadlineMs} ms`);
  }
}

/** One line of all issues, for messages and dead letters. */
export const describeIssues = (issues: readonly Issue[]): string =>
  issues.map((issue) => `${issue.path || '(whole)'}: ${issue.message}`).join('; ');
