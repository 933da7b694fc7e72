import { ticketPage, type Ticket } from './answers';
import { everyPage } from './pages';
import { keepLooking, minutes, type World } from './world';

const cooks = 8;
const lookEveryMs = 500;
const prepareMinutes = 1.5;
const bakeMinutes = 6;
const makeGoodMinutes = 2;

/**
 * The kitchen: one display under one login, several cooks. A cook starts the most urgent ticket, prepares it, puts it in the oven
 * and takes the next; what comes out of the oven is ready, and now and then is taken back and made good. Tickets that
 * were left cooking are finished too; those that are to be left alone are.
 */
export const runKitchen = async (world: World): Promise<void> => {
  const inHand = new Set<string>();
  let free = cooks;

  const cook = async (ticket: Ticket): Promise<void> => {
    const { orderId, status } = ticket;
    inHand.add(orderId);
    const began = status === 'cooking' || (await press(orderId, 'start', world));
    if (began) await minutes(world, prepareMinutes);
    free += 1;
    if (began) {
      await minutes(world, bakeMinutes);
      if (!world.closing.aborted) await finish(ticket, world);
    }
    inHand.delete(orderId);
  };

  await keepLooking(world, lookEveryMs, async (begin) => {
    const waiting = [...(await ticketsThatAre('cooking', world)), ...(await ticketsThatAre('queued', world))];
    const touched = waiting.filter((ticket) => !inHand.has(ticket.orderId) && !isLeftAlone(ticket, world));
    for (const next of touched.slice(0, free)) {
      free -= 1;
      begin(cook(next));
    }
  });
};

const isLeftAlone = ({ customerName }: Ticket, { plans }: World): boolean =>
  plans.get(customerName)?.end === 'unattended';

/** Puts an order on the counter; one that is to be recalled is taken back at once, before somebody takes it along. */
const finish = async ({ orderId, customerName }: Ticket, world: World): Promise<void> => {
  const ready = await press(orderId, 'ready', world);
  if (!ready || world.plans.get(customerName)?.recalled !== true) return;
  if (!(await press(orderId, 'recall', world, { body: { reason: 'the extras were forgotten' } }))) return;
  await minutes(world, makeGoodMinutes);
  if (!world.closing.aborted) await press(orderId, 'ready', world, { again: true });
};

const ticketsThatAre = (status: string, { http, tokens }: World): Promise<Ticket[]> =>
  everyPage(
    http,
    { service: 'kitchen', token: tokens.kitchen },
    `/api/kitchen/tickets?limit=200&status=${status}`,
    ticketPage,
    ({ tickets, nextCursor }) => ({ entries: tickets, nextCursor }),
  );

interface Press {
  readonly body?: object;
  /** It was pressed before, and has to be once more. */
  readonly again?: boolean;
}

/** True when the ticket is now where the press moves it; false when it was called off, or another kitchen's cook has it. */
const press = async (
  orderId: string,
  button: 'start' | 'ready' | 'recall',
  { http, tokens, run }: World,
  { body, again = false }: Press = {},
): Promise<boolean> => {
  const reply = await http.call({
    service: 'kitchen',
    method: 'POST',
    path: `/api/kitchen/tickets/${orderId}/${button}`,
    key: `${run}-${button}${again ? '-again' : ''}-${orderId}`,
    token: tokens.kitchen,
    body,
  });
  return reply.status === 200;
};
