import { getTickets } from './list-tickets';
import { postItemBump, postItemUnbump } from './press-item';
import { postReady, postRecall, postStart } from './press-ticket';

export const routes = [getTickets, postStart, postReady, postRecall, postItemBump, postItemUnbump];
