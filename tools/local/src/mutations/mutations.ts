import type { Edit } from '../edited';

/** A small change to the source that breaks a promise; some test must fail because of it. */
export interface Mutation {
  /** Reads after "a build": what it does wrong. */
  readonly name: string;
  /** From the root of the repository. */
  readonly file: string;
  /** Each `from` stands in the file exactly once. The result is not type-checked. */
  readonly edits: readonly Edit[];
  /** Spec files of which at least one test must fail. */
  readonly specs: readonly string[];
}

const running = 'libs/service/src/running/running.int.spec.ts';
const awayDatabase = 'libs/service/src/running/parts-and-failures.int.spec.ts';
const relay = 'libs/postgres/src/outbox/relay.int.spec.ts';
const consuming = 'libs/bus-rabbitmq/src/consuming.int.spec.ts';

const inboxLine = `if (!(await inbox.record(entryOf(attempt)))) return 'duplicate';`;

export const mutations: readonly Mutation[] = [
  {
    name: 'that acks before it commits',
    file: 'libs/service/src/running/run-attempt.ts',
    edits: [
      {
        from: `  database.transaction(async () => {\n    ${inboxLine}`,
        to: `  unawaited(database.transaction(async () => {\n    ${inboxLine}`,
      },
      {
        from: `    attempt.signal.throwIfAborted();\n    return 'handled';\n  });`,
        to: `    attempt.signal.throwIfAborted();\n    return 'handled';\n  }));
const unawaited = async (work) => {
  void work.catch(() => undefined);
  return 'handled';
};`,
      },
    ],
    specs: [running],
  },
  {
    name: 'that publishes outside the transaction',
    file: 'libs/postgres/src/open-database.ts',
    edits: [
      {
        from: 'ambient.outbox.push(...rows);',
        to: 'void insertOutboxRows(this.pool, rows).then(() => this.#listeners.forEach((each) => this.#quietly(each)));',
      },
    ],
    specs: ['libs/postgres/src/database.int.spec.ts', running],
  },
  {
    name: 'without the inbox',
    file: 'libs/service/src/running/run-attempt.ts',
    edits: [{ from: inboxLine, to: 'await inbox.record(entryOf(attempt));' }],
    specs: [running],
  },
  {
    name: 'whose relay deletes before the confirm',
    file: 'libs/postgres/src/outbox/leader.ts',
    edits: [
      {
        from: 'const sent = await this.#send(row, this.options.stopping);',
        to: 'this.#inHand.confirm(row.seq);\n    const sent = await this.#send(row, this.options.stopping);',
      },
    ],
    specs: [relay],
  },
  {
    name: 'whose relay has two unconfirmed rows of one key',
    file: 'libs/postgres/src/outbox/in-hand.ts',
    edits: [{ from: 'if (this.#subjects.has(row.subject)) return false;', to: '' }],
    specs: [relay],
  },
  {
    name: 'that acks a retried message before its copy is confirmed',
    file: 'libs/bus-rabbitmq/src/subscription.ts',
    edits: [
      {
        from: '    try {\n      await this.settings.moves.move(',
        to: '    session.ack(message);\n    try {\n      await this.settings.moves.move(',
      },
      { from: '      session.handBack(message);\n      return this.#hold', to: '      return this.#hold' },
      { from: '    this.#failedMoves = 0;\n    session.ack(message);', to: '    this.#failedMoves = 0;' },
    ],
    specs: [consuming],
  },
  {
    name: 'that moves a dead letter without a confirm',
    file: 'libs/bus-rabbitmq/src/moves.ts',
    edits: [
      {
        from: 'await this.#copy(queuesExchange(this.prefix), deadLetterQueueOf(queue), delivery, marks, original);',
        to: 'void this.#copy(queuesExchange(this.prefix), deadLetterQueueOf(queue), delivery, marks, original).catch(() => {});',
      },
    ],
    specs: ['libs/bus-rabbitmq/src/dead-letter-moves.int.spec.ts'],
  },
  {
    name: 'that takes a dead letter from its queue before it is kept',
    file: 'libs/service/src/running/drain-dead-letters.ts',
    edits: [{ from: 'await letters.add(letter);', to: 'void letters.add(letter).catch(() => {});' }],
    specs: ['libs/service/src/running/dead-letters-kept.int.spec.ts'],
  },
  {
    name: 'that marks a replay before it is sent',
    file: 'libs/postgres/src/dead-letters/change.ts',
    edits: [{ from: 'await send?.(letter);', to: 'void send?.(letter).catch(() => {});' }],
    specs: [
      'libs/postgres/src/dead-letters/dead-letter-actions.int.spec.ts',
      'libs/service/src/dead-letters/replaying.int.spec.ts',
    ],
  },
  {
    name: 'that never gives up a message that kills its processes',
    file: 'libs/bus/src/delivery/isolate.ts',
    edits: [{ from: 'if (deaths.length >= deathsEnough) {', to: 'if (deaths.length > 1_000) {' }],
    specs: ['libs/bus/src/delivery/isolate.spec.ts'],
  },
  {
    name: 'whose circuit to the database never opens',
    file: 'libs/service/src/running/circuit.ts',
    edits: [{ from: 'if (isOpen || stopped) return;', to: 'return;' }],
    specs: ['libs/service/src/running/circuit.spec.ts', awayDatabase],
  },
  {
    name: 'that calls an event published before the broker confirms it',
    file: 'libs/bus-rabbitmq/src/publisher.ts',
    edits: [
      {
        from: '      return true;\n    } catch (error) {',
        to: '      sending.confirmed();\n      return true;\n    } catch (error) {',
      },
    ],
    specs: ['libs/bus-rabbitmq/src/publishing.int.spec.ts'],
  },
  {
    name: 'whose bus in memory confirms before its journal has stored',
    file: 'libs/bus/src/in-memory/memory-broker.ts',
    edits: [
      {
        from: 'if (letters.length > 0) await this.append(letters);',
        to: 'if (letters.length > 0) void this.append(letters).catch(() => {});',
      },
    ],
    specs: ['libs/bus/src/in-memory/journal.spec.ts'],
  },
];
