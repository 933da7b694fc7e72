/** Why the kitchen does not do what it was asked: a kind that the edge translates, and a stable code. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  constructor(
    readonly kind: 'not-found' | 'conflict' | 'invalid' | 'forbidden',
    readonly code: string,
    message: string,
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }
}
