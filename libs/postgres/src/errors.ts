/** PostgreSQL's five-character code of an error, or Node's of a connection error. */
export const codeOf = (error: unknown): string | undefined => {
  const code = (error as { code?: unknown } | null | undefined)?.code;
  return typeof code === 'string' ? code : undefined;
};

/** Said by PostgreSQL alone. */
const AWAY_STATES = new Set([
  '53300', // too many connections
  '57P01', // admin shutdown
  '57P02', // crash shutdown
  '57P03', // cannot connect now
  '57P05', // idle session timeout
]);

const fromConnections = new WeakSet<object>();

/** Notes that an error came from a connection to a database: its code alone could be a mail server's just as well. */
export const cameFromDatabase = (error: unknown): void => {
  if (typeof error === 'object' && error !== null) fromConnections.add(error);
};

const SOCKET_CODE = /^E[A-Z_]+$/;
const LOST =
  /Connection terminated|connection error|timeout expired|Timeout acquiring a connection|Client was closed|not queryable|Connection ended/;

/**
 * Whether the database, not the work, is at fault: it cannot be reached, is starting or stopping, or gives no
 * connection. The work may be tried again unchanged; of a failed COMMIT the outcome is unknown. An error of
 * another connection that the work made, to a mail server say, is none of the database.
 */
export const isDatabaseAway = (error: unknown): boolean => {
  const code = codeOf(error);
  if (code !== undefined && (AWAY_STATES.has(code) || /^08...$/.test(code))) return true;
  if (typeof error !== 'object' || error === null || !fromConnections.has(error)) return false;
  return code === undefined ? LOST.test(String((error as Partial<Error>).message)) : SOCKET_CODE.test(code);
};

export const isUniqueViolation = (error: unknown): boolean => codeOf(error) === '23505';

/** A conflict between transactions: the same work may succeed when it is run again as a whole. */
export const isTransactionConflict = (error: unknown): boolean => ['40001', '40P01'].includes(codeOf(error) ?? '');
