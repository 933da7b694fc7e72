/** What a refusal means; the edge answers each in its own way. */
export type RefusalKind = 'not-found' | 'conflict' | 'invalid' | 'forbidden';

/** One thing wrong in what was asked for, named by its path, for example `items[0].sku`. */
export interface Issue {
  readonly path: string;
  readonly message: string;
}

/** A rule of the shop said no. `code` is stable; `message` is for people; `details` go into the answer. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  constructor(
    readonly kind: RefusalKind,
    readonly code: string,
    message: string,
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }
}

/** What was asked for can never be done as it stands; every issue is named. */
export const invalid = (code: string, message: string, errors: readonly Issue[]): Refusal =>
  new Refusal('invalid', code, message, { errors });
