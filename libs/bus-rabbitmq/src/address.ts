import { BusMisconfigured } from './broker-error';

const heartbeatSeconds = '10';

const decodable = (text: string): boolean => {
  try {
    return decodeURIComponent(text) !== '';
  } catch {
    return false;
  }
};

/** A broker's address, checked. `text` never holds the password. */
export interface Address {
  readonly url: string;
  readonly text: string;
}

/**
 * Checks a broker URL and adds the heartbeat where none is asked for.
 * Throws `BusMisconfigured` when it is no URL of a broker.
 */
export const parseAddress = (url: string): Address => {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (!parsed || !['amqp:', 'amqps:'].includes(parsed.protocol) || !parsed.hostname || !decodable(parsed.href)) {
    throw new BusMisconfigured(
      `The broker's address is no valid URL: use the form amqp://user:password@host:5672/vhost (amqps: for TLS).`,
    );
  }
  if (!parsed.searchParams.has('heartbeat')) parsed.searchParams.set('heartbeat', heartbeatSeconds);
  const port = parsed.port || (parsed.protocol === 'amqp:' ? '5672' : '5671');
  const vhost = decodeURIComponent(parsed.pathname.slice(1)) || '/';
  const user = decodeURIComponent(parsed.username) || 'guest';
  return { url: parsed.href, text: `${parsed.hostname}:${port} (vhost ${vhost}, user ${user})` };
};
