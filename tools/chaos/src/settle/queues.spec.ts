import { queuesOf } from './queues';

const listed = (text: string) => queuesOf({ ctl: () => Promise.resolve(text) });

describe('the queues of a broker', () => {
  it('are read with what they hold', async () => {
    await expect(listed('kitchen.tickets\t3\norders.kitchen\t0\n')).resolves.toEqual([
      { name: 'kitchen.tickets', messages: 3 },
      { name: 'orders.kitchen', messages: 0 },
    ]);
  });

  it('are told where the broker cannot count one: a queue that nobody leads holds what it holds', async () => {
    await expect(listed('kitchen.tickets\t\norders.kitchen\t0\n')).resolves.toEqual([
      { name: 'kitchen.tickets', messages: undefined },
      { name: 'orders.kitchen', messages: 0 },
    ]);
  });

  it.each([
    ['', 'The broker lists no queue.'],
    ['\n', 'The broker lists no queue.'],
    ['kitchen.tickets 3\n', 'The broker lists "kitchen.tickets 3", which is no queue with its messages.'],
    ['kitchen.tickets\tmany\n', 'The broker lists "kitchen.tickets\tmany", which is no queue with its messages.'],
  ])('cannot be read from %j', async (text, why) => {
    await expect(listed(text)).rejects.toThrow(why);
  });
});
