import type { Plan } from '../plan/plan';
import { placeOrder } from './ordering';
import { type Answer, aWorld } from './testing/a-world';

const soonest = '2026-03-14T19:10:00.000Z';
const plan: Plan = {
  n: 1,
  atMs: 0,
  guest: { name: 'Ada' },
  channels: [],
  fulfilment: { type: 'pickup' },
  items: [{ sku: 'margherita', quantity: 1 }],
  payment: { method: 'cash', ahead: false },
  laterMinutes: 30,
  recalled: false,
  missed: false,
  pacePercent: 100,
};

const lead = { leadMinutes: 20 };
const item = (sku: string) => ({ sku, kind: 'pizza', prices: [{ size: 'large' }], available: true });
const menu = { items: [item('margherita'), item('marinara')], extras: [] };
const placed = {
  status: 201,
  body: { id: 'a', number: 1, trackingToken: 't', totalAmount: { amount: 1_000, currency: 'EUR' } },
};

/** What is sent while the first order is refused with this, and every other is taken. */
const sentAfter = async (refusal: { readonly code: string; readonly state: object }, n = 1) => {
  const sent: { readonly requestedFor?: string; readonly items: readonly { readonly sku: string }[] }[] = [];
  const world = aWorld(({ method, path, body }): Answer => {
    if (method === 'GET') return path === '/api/menu' ? menu : { pickup: lead, delivery: lead };
    return sent.push(body as (typeof sent)[number]) > 1 ? placed : { status: 409, body: refusal };
  });
  expect(await placeOrder({ ...plan, n }, world)).toMatchObject({ id: 'a' });
  return sent;
};

describe('a customer whose order is refused', () => {
  it('asks for a time after the first at which it could be had', async () => {
    const [, again] = await sentAfter({ code: 'too-soon', state: { soonest } });
    expect(again?.requestedFor).toBe(soonest);
  });

  // Every customer chooses in a way of their own.
  it.each([1, 2, 3, 4, 5, 6])(
    'takes something else than what is sold out, whatever the menu shows yet: %i',
    async (n) => {
      const [, again] = await sentAfter({ code: 'sold-out', state: { unavailable: ['margherita'] } }, n);
      expect(again?.items.map(({ sku }) => sku)).not.toContain('margherita');
    },
  );
});
