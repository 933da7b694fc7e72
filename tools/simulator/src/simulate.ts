import { randomBytes } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { join } from 'node:path';
import type { Options } from './args';
import { openRecord } from './books/record';
import { settleAccounts } from './books/settle-accounts';
import { type HttpClient, httpClient, pause, TimeIsUp } from './http/client';
import type { Tokens } from './http/tokens';
import { runClerk } from './people/clerk';
import { runKitchen } from './people/cooks';
import { runCouriers } from './people/couriers';
import { liveThrough } from './people/customer';
import type { World } from './people/world';
import { markOf, type Plan } from './plan/plan';
import { readPlans } from './read-plans';
import { newBoard } from './report/board';
import { progressLine, type Screen, showProgress } from './report/progress';
import { isGood, type Outcome, summaryOf } from './report/summary';

export interface Surroundings {
  readonly tokens: Tokens;
  readonly screen: Screen;
  readonly dataDir: string;
}

/** The accounts are settled in the last part of the time. */
const timeForAccounts = 0.25;
const longestTimeForAccountsSeconds = 60;

/**
 * Runs a whole simulation and prints it. Answers whether all went well: nothing lost, doubled or stuck, and every
 * order taken. Throws when the pizzeria cannot be worked with at all.
 */
export const simulate = async (options: Options, { tokens, screen, dataDir }: Surroundings): Promise<boolean> => {
  const began = performance.now();
  const seconds = () => (performance.now() - began) / 1_000;
  const run = randomBytes(4).toString('hex');
  const record = openRecord(options.recordFile ?? join(dataDir, 'simulations', `${run}.jsonl`), run);
  const end = AbortSignal.timeout(options.limitSeconds * 1_000);
  const workEnd = AbortSignal.timeout(workSeconds(options.limitSeconds) * 1_000);
  // Every waiting person listens to them.
  setMaxListeners(0, end, workEnd);
  const http = httpClient(options.addresses, workEnd);
  const inspecting = httpClient(options.addresses, end);

  const plans = await readPlans(options);
  record.add({ what: 'run', at: new Date().toISOString(), seed: options.seed, asked: plans.length });
  screen.write(`run ${run}: ${plans.length} orders, seed ${options.seed}, record ${record.file}\n`);
  const board = newBoard();
  const byMark = new Map(plans.map((plan) => [markOf(plan, run), plan]));
  const traffic = () => sum(http.traffic, inspecting.traffic);
  const stopShowing = showProgress(screen, () => progressLine(plans.length, board.now, traffic(), seconds()));
  try {
    await work(plans, { http, tokens, record, board, plans: byMark, run, speed: options.speed }, workEnd);
  } finally {
    stopShowing();
  }

  screen.write('comparing the record with orders, tickets, reservations, messages and the log of events\n');
  const accounts = await settleAccounts(record, run, { http: inspecting, tokens }, end);
  const outcome: Outcome = {
    asked: askedFor(plans),
    recorded: record.orders(),
    ...accounts,
    answerMs: board.now.answerMs,
    traffic: traffic(),
    seconds: seconds(),
    recordFile: record.file,
  };
  screen.write(summaryOf(outcome));
  return isGood(outcome);
};

const askedFor = (plans: readonly Plan[]): Outcome['asked'] => {
  const orders = plans.filter(({ end }) => end === undefined).length;
  const unattended = plans.filter(({ end }) => end === 'unattended').length;
  return { orders, changingTheirMind: plans.length - orders - unattended, unattended };
};

const workSeconds = (limit: number): number => limit - Math.min(longestTimeForAccountsSeconds, limit * timeForAccounts);

/** Everybody at work until the last customer is done, or there is no more time. Throws what stops one of them. */
const work = async (plans: readonly Plan[], world: Omit<World, 'closing'>, workEnd: AbortSignal): Promise<void> => {
  const closed = new AbortController();
  workEnd.addEventListener('abort', () => closed.abort(), { once: true });
  const shop: World = { ...world, closing: closed.signal };
  setMaxListeners(0, shop.closing);
  const unlessTimeIsUp = (error: unknown) => {
    if (error instanceof TimeIsUp) return;
    closed.abort();
    throw error;
  };
  const staff = [runKitchen(shop), runCouriers(shop), runClerk(shop)].map((one) => one.catch(unlessTimeIsUp));
  const customers = plans.map(async (plan) => {
    await pause(plan.atMs, shop.closing);
    if (!shop.closing.aborted) await liveThrough(plan, shop).catch(unlessTimeIsUp);
  });
  const everybody = Promise.all(staff);
  await Promise.race([Promise.all(customers), everybody]);
  closed.abort();
  await everybody;
};

const sum = (a: HttpClient['traffic'], b: HttpClient['traffic']) => ({
  requests: a.requests + b.requests,
  retries: a.retries + b.retries,
  serverErrors: a.serverErrors + b.serverErrors,
});
