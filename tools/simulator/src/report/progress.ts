import type { Traffic } from '../http/client';
import type { BoardState } from './board';

/** Where progress is shown. */
export interface Screen {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

const lineEveryMs = 5_000;
const rewriteEveryMs = 500;

/** Shows a line of progress: rewritten on a terminal, a new one every few seconds elsewhere. Answers how to stop it. */
export const showProgress = (screen: Screen, line: () => string): (() => void) => {
  const tty = screen.isTTY === true;
  const show = () =>
    tty ? screen.write(`\r\u001b[2K${line().slice(0, (screen.columns ?? 120) - 1)}`) : screen.write(`${line()}\n`);
  const timer = setInterval(show, tty ? rewriteEveryMs : lineEveryMs);
  return () => {
    clearInterval(timer);
    show();
    if (tty) screen.write('\n');
  };
};

export const progressLine = (planned: number, board: BoardState, traffic: Traffic, seconds: number): string => {
  const { byStatus } = board;
  return [
    `${String(Math.round(seconds)).padStart(4)} s`,
    `placed ${board.placed}/${planned}`,
    `waiting ${byStatus.placed}`,
    `cooking ${byStatus.cooking}`,
    `ready ${byStatus.ready}`,
    `on the way ${byStatus['out-for-delivery']}`,
    ...(byStatus.undeliverable > 0 ? [`brought back ${byStatus.undeliverable}`] : []),
    `delivered ${byStatus.delivered}`,
    `cancelled ${byStatus.cancelled}`,
    ...(board.refused > 0 ? [`refused ${board.refused}`] : []),
    `retries ${traffic.retries}`,
  ].join(' | ');
};
