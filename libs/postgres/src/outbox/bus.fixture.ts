import { BusUnavailable, type OutgoingMessage, type Published } from '@pizzeria/bus';

/** A bus that keeps what it is sent, in order, and answers as it is told. */
export class RecordingBus {
  readonly sent: OutgoingMessage[] = [];
  readonly confirmed: string[] = [];
  #watchers: { readonly until: () => boolean; readonly resolve: () => void }[] = [];

  /** Decides each publish; returning confirms, throwing refuses. */
  constructor(public answer: (message: OutgoingMessage) => Promise<void> | void = () => undefined) {}

  readonly publish = async (message: OutgoingMessage): Promise<Published> => {
    this.sent.push(message);
    this.#look();
    await new Promise(setImmediate);
    await this.answer(message);
    this.confirmed.push(message.id);
    this.#look();
    return { routed: true };
  };

  get sentIds(): string[] {
    return this.sent.map(({ id }) => id);
  }

  async until(condition: () => boolean): Promise<void> {
    if (condition()) return;
    await new Promise<void>((resolve) => this.#watchers.push({ until: condition, resolve }));
  }

  #look(): void {
    const met = this.#watchers.filter(({ until }) => until());
    this.#watchers = this.#watchers.filter((watcher) => !met.includes(watcher));
    for (const { resolve } of met) resolve();
  }
}

/** Something to wait for, opened by hand. */
export const gate = (): { readonly opened: Promise<void>; open(): void } => {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
};

export const away = (): never => {
  throw new BusUnavailable('no broker');
};
