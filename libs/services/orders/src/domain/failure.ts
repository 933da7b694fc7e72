/** What a refusal means; the edge answers each in its own way. */
export type FailureKind = 'not-found' | 'conflict' | 'invalid' | 'forbidden';

/** One thing wrong in what was asked for, named by its path, for example `items[0].sku`. */
export interface Issue {
  readonly path: string;
  readonly message: string;
}

/** A rule of the shop said no. `code` is stable; `message` is for people; `details` go into the answer. */
export class Failure extends Error {
  override readonly name = 'Failure';
  constructor(
    readonly kind: FailureKind,
    readonly code: string,
    message: string,
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }
}

/** What was asked for can never be done as it stands; every issue is named. */
export const invalid = (code: string, message: string, errors: readonly Issue[]): Failure =>
  new Failure('invalid', code, message, { errors });
