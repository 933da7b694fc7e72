/** The same server's URL with another database in it. Query parameters (a socket's `host`) are kept. */
export const urlOfDatabase = (serverUrl: string, database: string): string => {
  const url = new URL(serverUrl);
  url.pathname = `/${encodeURIComponent(database)}`;
  return url.href;
};

/** The name of the database that a URL names. */
export const databaseOf = (url: string): string => decodeURIComponent(new URL(url).pathname.slice(1));

/** For people: host, port and database; never the user's password. */
export const describeUrl = (url: string): string => {
  const parsed = new URL(url);
  const host = parsed.searchParams.get('host') ?? `${parsed.hostname || 'localhost'}:${parsed.port || '5432'}`;
  return `${host}${parsed.pathname}`;
};

/** Throws with one clear sentence when this is no PostgreSQL URL. */
export const checkUrl = (url: string): void => {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed && /^postgres(ql)?:$/.test(parsed.protocol) && parsed.pathname.length > 1) return;
  throw new Error('A database URL must look like postgres://user:password@host:5432/database; the given one does not.');
};
