import type { Channel, ChannelModel } from 'amqplib';
import { BusMisconfigured, codeOf, describe, replyCode } from './broker-error';
import type { BrokerObject } from './topology';

/** An object that is on the broker with other parameters than wanted; it is used as it is. */
export interface Drift {
  readonly object: string;
  readonly detail: string;
}

export interface TopologyReport {
  readonly made: readonly string[];
  readonly found: readonly string[];
  readonly drifted: readonly Drift[];
  /** What was missing and this user may not make. */
  readonly refused: readonly Drift[];
}

/** Objects on the broker differ from what is wanted, and `strict` asks for equality. */
export class TopologyDrifted extends BusMisconfigured {
  override readonly name = 'TopologyDrifted';
  constructor(readonly drifted: readonly Drift[]) {
    super(
      `The broker holds objects with other parameters than wanted; delete them when empty, or let them be without strict: ` +
        drifted.map(({ object, detail }) => `${object} (${detail})`).join('; '),
    );
  }
}

export interface DeclareMode {
  /** Whether what exists is compared with what is wanted; otherwise only what is missing is declared. */
  readonly compare: boolean;
  /**
   * With it, what this user may not look at counts as found, and its kind is put here and asked for no more: who may
   * declare nothing may compare nothing, and a binding is looked at by binding. Without it, that is a refusal.
   */
  readonly closed?: Set<BrokerObject['kind']>;
}

type Outcome = 'made' | 'found' | { readonly drifted: string } | { readonly refused: string };

/** The broker closes a channel for every refusal, so questions are asked on channels that serve nothing else. */
class ThrowAwayChannel {
  #channel: Channel | undefined;

  constructor(private readonly model: ChannelModel) {}

  async ask(question: (channel: Channel) => Promise<unknown>): Promise<void> {
    this.#channel ??= await this.#open();
    try {
      await question(this.#channel);
    } catch (error) {
      this.#channel = undefined;
      throw error;
    }
  }

  /** No answer comes to the closing of a channel whose connection ends first; but then the channel ends too. */
  async done(): Promise<void> {
    const channel = this.#channel;
    this.#channel = undefined;
    if (!channel) return;
    const ended = new Promise<void>((resolve) => channel.once('close', resolve));
    await Promise.race([channel.close(), ended]);
  }

  async #open(): Promise<Channel> {
    const channel = await this.model.createChannel();
    channel.on('error', () => {});
    return channel;
  }
}

const titleOf = (object: BrokerObject): string =>
  object.kind === 'binding'
    ? `binding ${object.exchange} -(${object.key})-> ${object.queue}`
    : `${object.kind} ${object.name}`;

const check = (channel: Channel, object: BrokerObject): Promise<unknown> => {
  switch (object.kind) {
    case 'exchange':
      return channel.checkExchange(object.name);
    case 'queue':
      return channel.checkQueue(object.name);
    case 'binding':
      return channel.bindQueue(object.queue, object.exchange, object.key);
  }
};

const make = (channel: Channel, object: BrokerObject): Promise<unknown> => {
  switch (object.kind) {
    case 'exchange':
      return channel.assertExchange(object.name, 'topic', { durable: true });
    case 'queue':
      return channel.assertQueue(object.name, { durable: true, arguments: object.arguments });
    case 'binding':
      return channel.bindQueue(object.queue, object.exchange, object.key);
  }
};

const exists = async (channel: ThrowAwayChannel, object: BrokerObject): Promise<boolean> => {
  try {
    await channel.ask((open) => check(open, object));
    return true;
  } catch (error) {
    if (codeOf(error) === replyCode.notFound && object.kind !== 'binding') return false;
    throw error;
  }
};

const declareOne = async (channel: ThrowAwayChannel, object: BrokerObject, mode: DeclareMode): Promise<Outcome> => {
  const isBinding = object.kind === 'binding';
  const closed = mode.closed?.has(object.kind) ?? false;
  if (isBinding && closed) return 'found';
  let there = false;
  try {
    there = await exists(channel, object);
    if (!there || (mode.compare && !isBinding && !closed)) await channel.ask((open) => make(open, object));
    return there ? 'found' : 'made';
  } catch (error) {
    const code = codeOf(error);
    if ((there || isBinding) && mode.closed && code === replyCode.accessRefused) {
      mode.closed.add(object.kind);
      return 'found';
    }
    if (code === replyCode.preconditionFailed) return { drifted: describe(error) };
    // A binding whose queue could not be made has no queue to bind.
    if (code === replyCode.accessRefused || code === replyCode.notFound) return { refused: describe(error) };
    throw error;
  }
};

/**
 * Makes what is missing and reports the rest; safe to run by many at once and again at any time.
 * Throws only when the connection fails on the way.
 */
export const declareObjects = async (
  model: ChannelModel,
  objects: readonly BrokerObject[],
  mode: DeclareMode,
): Promise<TopologyReport> => {
  const report = { made: [] as string[], found: [] as string[], drifted: [] as Drift[], refused: [] as Drift[] };
  const channel = new ThrowAwayChannel(model);
  for (const object of objects) {
    const title = titleOf(object);
    const outcome = await declareOne(channel, object, mode);
    if (outcome === 'made' || outcome === 'found') report[outcome].push(title);
    else if ('drifted' in outcome) report.drifted.push({ object: title, detail: outcome.drifted });
    else report.refused.push({ object: title, detail: outcome.refused });
  }
  await channel.done();
  return report;
};
