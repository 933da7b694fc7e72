import type { Delivery, Receive, Settlement } from '../../bus';

/** Takes deliveries, remembers them and lets a test wait for them by count. */
export interface Mailbox {
  readonly receive: Receive;
  readonly deliveries: readonly Delivery[];
  readonly ids: readonly string[];
  /** Most deliveries in hand at one time so far. */
  readonly mostInHand: number;
  /** Resolves when the condition holds; checked at every delivery and every settlement. */
  until(condition: (mailbox: Mailbox) => boolean, what: string): Promise<void>;
  /** Resolves when this many deliveries came. */
  count(wanted: number): Promise<void>;
}

type Answer = (delivery: Delivery) => Promise<Settlement> | Settlement;

const ack: Answer = () => ({ kind: 'ack' });

export const mailbox = (patienceMs: number, answer: Answer = ack): Mailbox => {
  const deliveries: Delivery[] = [];
  const watchers = new Set<() => void>();
  let inHand = 0;
  let mostInHand = 0;
  const changed = () => watchers.forEach((look) => look());
  const box: Mailbox = {
    deliveries,
    get ids() {
      return deliveries.map(({ id }) => id);
    },
    get mostInHand() {
      return mostInHand;
    },
    receive: async (delivery) => {
      deliveries.push(delivery);
      inHand += 1;
      mostInHand = Math.max(mostInHand, inHand);
      changed();
      try {
        return await answer(delivery);
      } finally {
        inHand -= 1;
        changed();
      }
    },
    until: (condition, what) =>
      watch(watchers, () => condition(box), `${what}; ${deliveries.length} deliveries came`, patienceMs),
    count: (wanted) => box.until(() => deliveries.length >= wanted, `${wanted} deliveries`),
  };
  return box;
};

const watch = (watchers: Set<() => void>, condition: () => boolean, what: string, patienceMs: number) =>
  new Promise<void>((resolve, reject) => {
    const end = (finish: () => void) => {
      clearTimeout(timer);
      clearInterval(again);
      watchers.delete(look);
      finish();
    };
    const timer = setTimeout(() => end(() => reject(new Error(`waited ${patienceMs} ms for ${what}`))), patienceMs);
    const look = () => {
      if (condition()) end(resolve);
    };
    // A condition may also be about a consumer, which ends a settlement after the mailbox has answered.
    const again = setInterval(look, 20);
    watchers.add(look);
    look();
  });

/** A door that stays shut until it is opened: for handlers that a test holds. */
export interface Door {
  readonly opened: Promise<void>;
  open(): void;
}

export const door = (): Door => {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
};
