/** A message in the queue of one subscription. */
export interface SuspectMessage {
  readonly queue: string;
  readonly messageId: string;
}

/**
 * The proof against a message that kills its process: a note made before it is handled alone and removed at every
 * end that the process lives to see, so that only a dead process leaves one behind.
 */
export interface Suspects {
  /**
   * When each process that died over this message had begun with it, oldest first. One that lives never counts,
   * whatever happened to its connections. Throws `CannotWork` when it cannot be known now.
   */
  deaths(message: SuspectMessage): Promise<readonly Date[]>;
  /** This process begins with the message. The note outlives it once this resolves. Throws as `deaths`. */
  record(message: SuspectMessage): Promise<void>;
  /**
   * This process lived to see how it ended. `over`: the message came to its own end, and nothing of it is remembered.
   * Never throws: what cannot be removed now is removed as soon as it can be.
   */
  forget(message: SuspectMessage, end: { readonly over: boolean }): Promise<void>;
}
