import type { DeliveryMarks } from '@pizzeria/bus';

/** What happened in a subject, told to the test that started it. */
export type Report =
  | { readonly kind: 'ready'; readonly port: number; readonly managementPort: number }
  /** A handler was begun (`place`: `work`, `claim`, `send`, …). */
  | { readonly kind: 'tried' | 'aborted' | 'sent'; readonly place: string; readonly job: string }
  /** A delivery ended as an observer sees it. */
  | { readonly kind: 'ended'; readonly outcome: Outcome; readonly queue: string; readonly message: string }
  /** A handler's answer is held back before the bus is told. */
  | { readonly kind: 'answer-held'; readonly queue: string; readonly message: string }
  | { readonly kind: 'reply'; readonly to: number; readonly value?: unknown; readonly error?: string };

export type Outcome = 'handled' | 'duplicate' | 'failed' | 'retried' | 'dead' | 'handedBack';

/** A report with when it was told, ms of a clock that all processes of the machine share. */
export type Told = Report & { readonly at: number };

/** What a test asks of a subject. Answered by a `reply`. */
export type Command =
  | { readonly do: 'open'; readonly gate: string }
  /** Publishes bytes over the subject's own bus, or sends them to one queue. */
  | { readonly do: 'publish'; readonly message: RawMessage; readonly queue?: string; readonly marks?: DeliveryMarks }
  /** From now on answers of handlers are held back from the bus, or no longer. */
  | { readonly do: 'hold-answers'; readonly hold: boolean }
  /** What the journal of the bus in memory refuses from now on. */
  | { readonly do: 'journal'; readonly refuse: readonly ('append' | 'move')[] }
  /** Publishes a payload that does not fit its contract; the reply's value is the error's name. */
  | { readonly do: 'publish-invalid' };

export interface RawMessage {
  readonly id: string;
  readonly routingKey: string;
  /** Base64. */
  readonly body: string;
}

/** Which release of the desk runs: `tomorrow` understands the second version of an event. */
export type Release = 'today' | 'tomorrow';

/** How a subject is started. */
export interface SubjectConfig {
  readonly services: readonly { readonly name: 'shop' | 'desk'; readonly databaseUrl: string }[];
  readonly bus: { readonly rabbitmqUrl: string; readonly prefix: string } | { readonly journalUrl: string };
  /** Delays of the retry ladder, ms. */
  readonly ladder: readonly number[];
  readonly drainMs: number;
  readonly release: Release;
}
