import type { EventData, EventEntry, Ledgers, MessageEntry } from './ledgers';

/** A message that must exist. */
export type DueMessage = Pick<MessageEntry, 'kind' | 'channel' | 'about' | 'occurrence'>;

/** What a recall asks for on one channel: that the news of being ready is withdrawn or corrected. */
export interface DueCorrection {
  readonly news: DueMessage;
  readonly correction: DueMessage;
  /** The order was ready again later: then nothing may be left to correct. */
  readonly readyAgain: boolean;
}

type Channels = (given: readonly string[]) => readonly string[];

const everyWay: Channels = (given) => given;
const theQuickestWay: Channels = (given) => (given.includes('sms') ? ['sms'] : given);
const byEmail: Channels = (given) => given.filter((channel) => channel === 'email');
/** Every supplier has an address. */
const toSupplier: Channels = () => ['email'];

interface Rule {
  readonly kind: string;
  readonly channels: Channels;
  /** Who is told; a customer, unless it says something else. */
  readonly to?: 'manager' | 'supplier';
  /** Whether the event asks for a message; every one does, unless it says something else. */
  readonly when?: (data: EventData) => boolean;
  /** It is said once, whichever event asks first. */
  readonly once?: true;
  /** It is not said any more once the order is cancelled. */
  readonly endsWithOrder?: true;
}

/** The services' own setting, which a run leaves alone. */
const lateAfterMs = 10 * 60_000;

const isLate = ({ newEstimate = '', promisedAt = '' }: EventData): boolean =>
  Date.parse(newEstimate) - Date.parse(promisedAt) > lateAfterMs;

/** Who is told what because of an event. */
const rules: Readonly<Record<string, Rule>> = {
  'order.placed': { kind: 'order-confirmed', channels: everyWay, endsWithOrder: true },
  'order.ready': { kind: 'order-ready', channels: everyWay, endsWithOrder: true },
  'order.estimate-changed': {
    ...{ kind: 'order-late', channels: theQuickestWay, when: isLate },
    ...{ once: true, endsWithOrder: true },
  },
  'order.cancelled': { kind: 'order-cancelled', channels: everyWay },
  'order.out-for-delivery': { kind: 'order-on-its-way', channels: theQuickestWay, endsWithOrder: true },
  'payment.processed': { kind: 'receipt', channels: byEmail },
  'payment.refunded': { kind: 'receipt', channels: byEmail },
  'order.unattended': { kind: 'order-unattended', channels: everyWay, to: 'manager' },
  'inventory.low': { kind: 'low-stock', channels: everyWay, to: 'manager' },
  'purchase-order.placed': { kind: 'purchase-order', channels: toSupplier, to: 'supplier' },
};

const endingWithOrder: ReadonlySet<string> = new Set([
  'order-not-ready',
  ...Object.values(rules).flatMap(({ kind, endsWithOrder }) => (endsWithOrder ? [kind] : [])),
]);

interface Due {
  readonly due: readonly DueMessage[];
  readonly corrections: readonly DueCorrection[];
  /** Whether a message may have been given up because its order was cancelled before it was sent. */
  readonly mayBeOvertaken: (message: Pick<DueMessage, 'kind' | 'about'>) => boolean;
}

/** All messages that the events of a run ask for. Those of recalls depend on how far the news of being ready came. */
export const dueMessages = (ledgers: Ledgers): Due => {
  const { recorded, managerChannels, published, log } = ledgers;
  const given = new Map<string, readonly string[]>(
    recorded.flatMap(({ placed, channels }): [string, readonly string[]][] =>
      placed ? [[`order/${placed.id}`, channels]] : [],
    ),
  );
  const dataOf = new Map(log.map(({ eventId, data }) => [eventId, data]));
  const due = published.flatMap(({ eventId, name, subject: about, sequence }) => {
    const rule = rules[name];
    if (!rule || rule.when?.(dataOf.get(eventId) ?? {}) === false) return [];
    const channels = rule.channels(rule.to === 'manager' ? managerChannels : (given.get(about) ?? []));
    return channels.map((channel) => ({ kind: rule.kind, channel, about, occurrence: rule.once ? 0 : sequence }));
  });
  const named = (name: string) => published.filter((event) => event.name === name);
  const corrections = named('order.recalled').flatMap((recall) =>
    (given.get(recall.subject) ?? []).map((channel) =>
      correctionOf(recall, dataOf.get(recall.eventId)?.readySequence ?? 0, channel, named('order.ready')),
    ),
  );
  const cancelled = new Set(named('order.cancelled').map(({ subject }) => subject));
  const mayBeOvertaken: Due['mayBeOvertaken'] = ({ kind, about }) => endingWithOrder.has(kind) && cancelled.has(about);
  return { due, corrections, mayBeOvertaken };
};

const correctionOf = (
  { subject: about, sequence }: EventEntry,
  readySequence: number,
  channel: string,
  readinesses: readonly EventEntry[],
): DueCorrection => ({
  news: { kind: 'order-ready', channel, about, occurrence: readySequence },
  correction: { kind: 'order-not-ready', channel, about, occurrence: sequence },
  readyAgain: readinesses.some((one) => one.subject === about && one.sequence > sequence),
});
