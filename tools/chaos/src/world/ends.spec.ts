import { endsIn, unexplainedEnds } from './ends';

describe('the end of a process', () => {
  it('is read from what its supervisor says', () => {
    expect(endsIn('orders-1', 'ended (SIGKILL)')).toEqual([{ name: 'orders-1', how: 'SIGKILL' }]);
    expect(endsIn('orders-1', '{"message":"the order ended (well)"}')).toEqual([]);
  });

  it('is explained by the fault that made it', () => {
    const ends = [
      { name: 'orders-1', how: 'SIGKILL' },
      { name: 'kitchen-2', how: 'exit code 0' },
    ];
    const faults = [
      { kind: 'terminate', target: 'kitchen-2' },
      { kind: 'kill', target: 'orders-1' },
    ] as const;
    expect(unexplainedEnds(ends, faults)).toEqual([]);
  });

  it.each([
    ['by itself', { name: 'orders-1', how: 'exit code 1' }, 'kill'],
    ['another time', { name: 'orders-2', how: 'SIGKILL' }, 'kill'],
    ['without a good-bye', { name: 'orders-1', how: 'SIGTERM' }, 'terminate'],
    ['with an error on the way out', { name: 'orders-1', how: 'exit code 1' }, 'terminate'],
  ] as const)('is told when it came %s', (_, end, kind) => {
    expect(unexplainedEnds([end], [{ kind, target: 'orders-1' }])).toEqual([`${end.name} ended: ${end.how}`]);
  });
});
