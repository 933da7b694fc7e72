import { type OrderStatus, orderStatuses } from '../people/answers';

/** What can be seen of a simulation while it runs. */
export interface Board {
  sent(): void;
  refused(): void;
  /** @param tookMs how long the 201 took */
  answered(tookMs: number): void;
  see(id: string, status: OrderStatus): void;
  readonly now: BoardState;
}

export interface BoardState {
  readonly sent: number;
  readonly refused: number;
  readonly placed: number;
  readonly answerMs: readonly number[];
  readonly byStatus: Readonly<Record<OrderStatus, number>>;
}

export const newBoard = (): Board => {
  const statuses = new Map<string, OrderStatus>();
  const answerMs: number[] = [];
  let sent = 0;
  let refused = 0;
  const count = (status: OrderStatus) => [...statuses.values()].filter((one) => one === status).length;
  return {
    sent: () => void (sent += 1),
    refused: () => void (refused += 1),
    answered: (tookMs) => void answerMs.push(tookMs),
    see: (id, status) => void statuses.set(id, status),
    get now() {
      return {
        sent,
        refused,
        placed: statuses.size,
        answerMs,
        byStatus: Object.fromEntries(orderStatuses.map((status) => [status, count(status)])) as BoardState['byStatus'],
      };
    },
  };
};
