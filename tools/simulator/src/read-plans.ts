import type { Options } from './args';
import { httpClient } from './http/client';
import { expecting } from './people/answers';
import { menu } from './plan/menu';
import { type Plan, planOrders } from './plan/plan';

/** Nobody answers at the address given: the message says where and what to do. */
export class NobodyThere extends Error {
  override readonly name = 'NobodyThere';
}

/** So long a pizzeria may take to open. */
const patienceMs = 30_000;

/** Plans every order from the menu that is offered now. Throws `NobodyThere`. */
export const readPlans = async ({ addresses, rate, ...wanted }: Options): Promise<readonly Plan[]> => {
  const http = httpClient(addresses, AbortSignal.timeout(patienceMs));
  const reply = await http.call({ service: 'orders', method: 'GET', path: '/api/menu' }).catch((cause: unknown) => {
    throw new NobodyThere(
      `nobody answers at ${addresses.orders.join(' or ')}. Start the pizzeria (npm start), or say where it is with --url.`,
      { cause },
    );
  });
  return planOrders(expecting(menu, reply, 'GET /api/menu'), { ...wanted, ratePerMinute: rate });
};
