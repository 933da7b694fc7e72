import { RetryAfter } from '@pizzeria/bus';
import { OrderRecalled } from '@pizzeria/contracts';
import { orderNotReady } from '../domain/order-not-ready';
import { tellCustomer } from '../use-cases/announce';

/**
 * Withdraws the news that an order is ready, and corrects it where it has been read. It may be heard before the news
 * itself, which then reaches nobody; heard after the order was ready again, it has nothing to correct.
 */
export const { bySms: correctBySms, byEmail: correctByEmail } = tellCustomer(OrderRecalled, {
  kind: 'order-not-ready',
  letter: orderNotReady,
  due: async ({ data, subject: about, sequence }, to, { messages, clock, ids }) => {
    const ready = { about, kind: 'order-ready', occurrence: data.readySequence } as const;
    const found = await messages.withdraw({ ...ready, ...to }, { newId: ids.next(), now: clock.now() });
    if (found.decide === 'wait') throw new RetryAfter(found.ms, 'another process may be sending what it takes back');
    return found.decide === 'correct' && !(await messages.saidLater({ ...ready, occurrence: sequence }));
  },
});
