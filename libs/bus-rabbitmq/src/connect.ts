import { connect, type ChannelModel, type SocketOptions } from 'amqplib';
import type { Socket } from 'node:net';
import type { Address } from './address';
import { BusMisconfigured, codeOf, describe, replyCode } from './broker-error';

const handshakeMs = 10_000;

/** The library hands its options on to the socket, which can be given up by a signal. */
interface WithSignal {
  readonly signal?: AbortSignal;
}

/** The library's connection, with the socket it does not declare. */
interface WithSocket {
  readonly stream?: Socket;
}

/**
 * Refusals that no waiting changes: credentials, mechanism, virtual host (whose refusal reaches us without its text,
 * as a close in place of the answer to `open`).
 */
const refusals = /ACCESS[_-]REFUSED|SASL mechanism .* not provided|Expected ConnectionOpenOk; got <ConnectionClose/;

/**
 * One attempt to connect, given up when `signal` aborts. Throws `BusMisconfigured` when the broker answered that it never will, any other error
 * when trying again may help.
 */
export const openConnection = async (address: Address, name: string, signal?: AbortSignal): Promise<ChannelModel> => {
  try {
    const socket: SocketOptions & WithSignal = {
      noDelay: true,
      timeout: handshakeMs,
      clientProperties: { connection_name: name },
      signal,
    };
    const model = await connect(address.url, socket);
    model.on('error', () => {});
    return model;
  } catch (error) {
    const text = describe(error);
    if (codeOf(error) !== replyCode.accessRefused && !refusals.test(text)) throw error;
    throw new BusMisconfigured(
      `The broker at ${address.text} refuses the connection: check user and password, that the virtual host exists, and that the user may use it. It says: ${text}`,
      { cause: error },
    );
  }
};

/**
 * Ends a connection without asking the other side, which may no longer be there. With an error, because the library
 * takes no notice of a socket that ends without one.
 */
export const destroy = (model: ChannelModel, reason: string): void => {
  (model.connection as typeof model.connection & WithSocket).stream?.destroy(new Error(reason));
};

/** Closes a connection in good order, or without after `ms`. Never throws. */
export const closeConnection = async (model: ChannelModel, ms: number): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const gone = new Promise<void>((resolve) => {
    model.once('close', () => resolve());
    timer = setTimeout(resolve, ms);
  });
  try {
    await Promise.race([model.close(), gone]);
  } catch {
    // Closed by the other side meanwhile.
  } finally {
    clearTimeout(timer);
    destroy(model, 'closed');
  }
};
