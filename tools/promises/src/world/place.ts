import type { SubjectConfig } from '../subject/messages';
import type { TcpProxy } from '@pizzeria/bus-rabbitmq/testing';

export type BusName = 'in memory with its journal' | 'RabbitMQ';

export const busNames: readonly BusName[] = ['in memory with its journal', 'RabbitMQ'];

export type ServiceName = 'shop' | 'desk';

/** Where the subjects meet: one kind of bus, and what can be done to it. */
export interface Place {
  readonly bus: BusName;
  /** Between all subjects and what stores their messages: the broker, or the journal's database. */
  readonly network: TcpProxy;
  /** Which services share a process: a bus in memory belongs to one. */
  readonly processes: readonly (readonly ServiceName[])[];
  /** How a process of these services reaches the bus. */
  busOf(services: readonly ServiceName[]): SubjectConfig['bus'];
  /** From now on no message of the desk can be moved to a delay or to the dead letters (`true`), or again (`false`). */
  refuseMoves(refuse: boolean, command: CommandDesk): Promise<void>;
  /** What stores messages takes no new ones, for want of memory or disk (`true`), or again (`false`). */
  starve(starving: boolean, command: CommandDesk): Promise<void>;
  /** Ends the broker and starts it again; undefined where the broker is not the suite's own. */
  readonly restart?: () => Promise<void>;
  /** Messages in a queue that are not acked: waiting to be taken, or in hand. */
  unacked(queue: string): Promise<number>;
  close(): Promise<void>;
}

export type CommandDesk = (refuse: readonly ('append' | 'move')[]) => Promise<void>;
