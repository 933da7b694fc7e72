import { readArgs, UsageError } from './args';

const id = '0190a6f2-0000-7000-8000-000000000001';

describe('what the command line asks for', () => {
  it('is read', () => {
    expect(readArgs(['list', '--queue', 'kitchen.tickets', '--type', 'order.placed'])).toMatchObject({
      action: 'list',
      services: ['kitchen'],
      filter: { queue: 'kitchen.tickets', type: 'order.placed' },
      limit: 50,
    });
    expect(readArgs(['replay', '--all', '--rate', '5', '--dry-run'])).toMatchObject({
      services: ['orders', 'kitchen', 'inventory', 'notifications', 'analytics'],
      all: true,
      dryRun: true,
      ratePerSecond: 5,
    });
    expect(readArgs(['replay', '--reason', 'rejected', '--service', 'orders'])).toMatchObject({
      services: ['orders'],
      filter: { reason: 'rejected' },
      reason: undefined,
    });
    expect(readArgs(['discard', id, '--reason', 'a test'])).toMatchObject({ ids: [id], reason: 'a test', filter: {} });
    expect(readArgs(['--help'])).toBe('help');
  });

  it.each([
    [[], 'say what to do'],
    [['burn'], 'not "burn"'],
    [['show'], 'show takes one id'],
    [['show', '42'], '"42" is no id'],
    [['list', id], 'list takes a filter'],
    [['replay'], 'replay takes ids, or a filter, or --all'],
    [['replay', id, '--all'], 'replay takes ids, or a filter, or --all'],
    [['replay', '--all', '--type', 'x'], 'replay takes ids, or a filter, or --all'],
    [['replay', '--all', '--rate', 'fast'], '--rate takes a number'],
    [['replay', '--all', '--state', 'any'], '--state is for list'],
    [['discard', id], 'discard needs a --reason'],
    [['discard', '--reason', 'x'], 'discard takes ids'],
    [['list', '--service', 'bakery'], 'there is no service "bakery"'],
    [['list', '--queue', 'bakery.bread'], 'there is no service "bakery"'],
    [['list', '--url', 'ftp://x'], '--url takes a URL'],
    [['list', '--colour'], '--colour'],
  ])('%j is refused: %s', (args, why) => {
    expect(() => readArgs(args)).toThrow(UsageError);
    expect(() => readArgs(args)).toThrow(why);
  });
});
