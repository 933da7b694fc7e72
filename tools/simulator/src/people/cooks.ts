import { ticketPage, type Ticket } from './answers';
import { everyPage } from './pages';
import { keepLooking, minutes, type World } from './world';

const cooks = 8;
const lookEveryMs = 500;
const prepareMinutes = 1.5;
const bakeMinutes = 6;

/**
 * The kitchen: one display under one login, several cooks. A cook starts the most urgent ticket, prepares it, puts it in the oven
 * and takes the next; what comes out of the oven is ready. Tickets that were left cooking are finished too.
 */
export const runKitchen = async (world: World): Promise<void> => {
  const inHand = new Set<string>();
  let free = cooks;
  const ended: Promise<void>[] = [];

  const cook = async ({ orderId, status }: Ticket): Promise<void> => {
    inHand.add(orderId);
    const began = status === 'cooking' || (await press(orderId, 'start', world));
    if (began) await minutes(world, prepareMinutes);
    free += 1;
    if (began) {
      await minutes(world, bakeMinutes);
      if (!world.closing.aborted) await press(orderId, 'ready', world);
    }
    inHand.delete(orderId);
  };

  await keepLooking(world, lookEveryMs, async () => {
    const waiting = [...(await ticketsThatAre('cooking', world)), ...(await ticketsThatAre('queued', world))];
    for (const next of waiting.filter(({ orderId }) => !inHand.has(orderId)).slice(0, free)) {
      free -= 1;
      ended.push(cook(next));
    }
  });
  await Promise.all(ended);
};

const ticketsThatAre = (status: string, { http, tokens }: World): Promise<Ticket[]> =>
  everyPage(
    http,
    { service: 'kitchen', token: tokens.kitchen },
    `/api/kitchen/tickets?limit=200&status=${status}`,
    ticketPage,
    ({ tickets, nextCursor }) => ({ entries: tickets, nextCursor }),
  );

/** True when the ticket is now where the press moves it; false when it was called off, or another kitchen's cook has it. */
const press = async (orderId: string, button: 'start' | 'ready', { http, tokens, run }: World): Promise<boolean> => {
  const reply = await http.call({
    service: 'kitchen',
    method: 'POST',
    path: `/api/kitchen/tickets/${orderId}/${button}`,
    key: `${run}-${button}-${orderId}`,
    token: tokens.kitchen,
  });
  return reply.status === 200;
};
