import { createServer, type RequestListener, type Server } from 'node:http';
import { StartError } from './start-error';

/**
 * Longer than proxies keep a connection that nobody uses (nginx 60 s): else one of them sends a request down a
 * connection that is just being closed here, and its sender reads a 502 of something that may not be sent twice.
 */
const keepAliveMs = 75_000;

/** Listens, or throws a `StartError` that says what to do. */
export const listen = (
  listener: RequestListener,
  { port, purpose, setting }: { readonly port: number; readonly purpose: string; readonly setting: string },
): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = createServer({ keepAliveTimeout: keepAliveMs, headersTimeout: keepAliveMs + 5_000 }, listener);
    server.once('error', (error: NodeJS.ErrnoException) => reject(startErrorOf(error, port, purpose, setting)));
    server.listen(port, () => resolve(server));
  });

const startErrorOf = (error: NodeJS.ErrnoException, port: number, purpose: string, setting: string): Error => {
  if (error.code === 'EADDRINUSE')
    return new StartError(
      `Port ${port} for ${purpose} is in use. Stop what listens there, or set ${setting} to another port.`,
      { cause: error },
    );
  if (error.code === 'EACCES')
    return new StartError(`Port ${port} for ${purpose} may not be opened by this user. Set ${setting} above 1023.`, {
      cause: error,
    });
  return new StartError(`Port ${port} for ${purpose} cannot be opened: ${error.message}.`, { cause: error });
};

/** Closes a server: idle connections at once, busy ones when their request is answered, all after `limitMs`. */
export const stopServer = (server: Server, limitMs: number): Promise<void> =>
  new Promise((resolve) => {
    const limit = setTimeout(() => server.closeAllConnections(), limitMs);
    // A kept-alive connection becomes idle when its last request is answered, and would then stay open.
    const sweep = setInterval(() => server.closeIdleConnections(), 50);
    server.close(() => {
      clearTimeout(limit);
      clearInterval(sweep);
      resolve();
    });
    server.closeIdleConnections();
  });
