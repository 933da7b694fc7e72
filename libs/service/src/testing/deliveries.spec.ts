import type { OutgoingMessage } from '@pizzeria/bus';
import { deliveries } from './deliveries';

const messages = ['a', 'b', 'c', 'd'].map((id): OutgoingMessage => ({ id, routingKey: 'x.v1', body: Buffer.from(id) }));
const [a, b] = messages as [OutgoingMessage, OutgoingMessage];

const written = () => {
  const log: string[] = [];
  const deliver = deliveries({
    publish: async ({ id }) => void log.push(id),
    handled: async () => void log.push('handled'),
    settled: async () => void log.push('settled'),
  });
  return { log, deliver, ids: () => log.filter((line) => line.length === 1).join('') };
};

describe('events for a service under test', () => {
  it('come one after the other, each when the one before is handled', async () => {
    const { log, deliver } = written();
    await deliver.inOrder([a, b]);
    expect(log).toEqual(['a', 'handled', 'b', 'handled', 'settled']);
  });

  it('come twice, late, or at once', async () => {
    const { deliver, ids } = written();
    await deliver.twice(a);
    await deliver.late(a, messages);
    await deliver.atOnce([a, b], 3);
    expect(ids()).toBe('aaa' + 'bcda' + 'aaabbb');
  });

  it('come in an order that the seed decides, which is answered', async () => {
    const { deliver, ids } = written();
    const order = await deliver.shuffled(messages, 3);
    expect(ids()).toBe(order.map(({ id }) => id).join(''));
    expect(ids().split('').sort().join('')).toBe('abcd');
  });
});
