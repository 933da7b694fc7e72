/** The bus cannot start as it is configured; waiting would not help. The message says what to do. */
export class BusMisconfigured extends Error {
  override readonly name: string = 'BusMisconfigured';
}

/** AMQP reply codes that end a channel or a connection. */
export const replyCode = {
  contentTooLarge: 311,
  connectionForced: 320,
  accessRefused: 403,
  notFound: 404,
  preconditionFailed: 406,
} as const;

/** The AMQP reply code of an error, when the broker gave one. */
export const codeOf = (error: unknown): number | undefined => {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'number' ? error.code : undefined;
};

/** What an error says, also where its own message is empty (several addresses tried) or it is no error at all. */
export const describe = (error: unknown): string => {
  if (error instanceof AggregateError) return error.errors.map(describe).join(', ');
  return error instanceof Error ? error.message || error.name : String(error);
};

/** Codes that name a fault of one message, not of the channel it was sent on. */
export const isFaultOfMessage = (code: number | undefined): boolean =>
  code === replyCode.accessRefused || code === replyCode.preconditionFailed || code === replyCode.contentTooLarge;
