import { setTimeout as pause } from 'node:timers/promises';
import { natureOf, type PlannedFault } from '../schedule/fault';
import type { World } from '../world/world';
import { applications, turnOf } from './apply';
import { turns } from './turns';

/** What became of a planned fault. */
export interface DoneFault extends PlannedFault {
  /** From the start, ms: later than planned when another one was still at the same thing. */
  readonly beganMs: number;
  readonly endedMs: number;
  /** Why it could not be done or undone. */
  readonly failed?: string;
}

/** A RabbitMQ 3.10 that dies within two seconds of making a queue's leader cannot lead that queue again. */
const betweenBrokerFaultsMs = 4_000;

/**
 * Does every fault at its time, those on one thing in turn; resolves when the last one is over.
 *
 * @param began `performance.now()` at the start
 * @param say takes a line for each
 */
export const inject = (
  faults: readonly PlannedFault[],
  world: World,
  { began, say }: { readonly began: number; readonly say: (line: string) => void },
): Promise<readonly DoneFault[]> => {
  const inTurn = turns();
  const sinceMs = () => Math.round(performance.now() - began);
  const once = async (fault: PlannedFault): Promise<DoneFault> => {
    await pause(Math.max(0, fault.atMs - sinceMs()));
    return inTurn(turnOf(fault), async () => {
      const beganMs = sinceMs();
      const what = `${fault.kind} ${fault.target}${fault.lastsMs > 0 ? ` for ${fault.lastsMs} ms` : ''}`;
      say(what);
      try {
        const told = await applications[fault.kind](fault, world);
        say(`${what}: over${told === undefined ? '' : `, ${told}`}`);
        return { ...fault, beganMs, endedMs: sinceMs() };
      } catch (error) {
        const failed = error instanceof Error ? error.message : String(error);
        say(`${what}: FAILED: ${failed}`);
        return { ...fault, beganMs, endedMs: sinceMs(), failed };
      } finally {
        await pause(natureOf[fault.kind].reach === 'broker' ? betweenBrokerFaultsMs : 0);
      }
    });
  };
  return Promise.all(faults.map(once));
};
