import type { Sender } from '../use-cases/ports';

/**
 * Where no provider is configured, the message list is where messages go: nothing leaves the house, so what is not
 * recorded was not sent, and may be recorded again.
 */
export const recordingSender = (): Sender => ({
  provider: 'message-list',
  send: () => Promise.resolve({ outcome: 'recorded' }),
  find: () => Promise.resolve({ outcome: 'not-sent' }),
});
