import { readArgs, UsageError } from './args';

const options = (...args: string[]) => {
  const read = readArgs(args);
  if (read === 'help') throw new Error('only the usage was asked for');
  return read;
};

describe('the command line', () => {
  it('needs nothing: 200 orders at http://localhost:8080', () => {
    expect(options()).toMatchObject({
      orders: 200,
      rate: 120,
      seed: 1,
      speed: 60,
      cancelPercent: 5,
      unattended: 0,
      limitSeconds: 400,
    });
    expect(new Set(Object.values(options().addresses).flat())).toEqual(new Set(['http://localhost:8080']));
  });

  it('knows the ports of services that run side by side', () => {
    expect(options('--url', 'services').addresses).toMatchObject({
      orders: ['http://localhost:3001'],
      analytics: ['http://localhost:3005'],
    });
  });

  it('takes the address of a single service before that of all', () => {
    const { addresses } = options('--url', 'http://shop:8080/', '--services', 'kitchen=http://kitchen:3002');
    expect(addresses).toMatchObject({ orders: ['http://shop:8080'], kitchen: ['http://kitchen:3002'] });
  });

  it('takes every address of a service that has several processes', () => {
    const { addresses } = options('--services', 'orders=http://one:3001,kitchen=http://k:3002,orders=http://two:3001');
    expect(addresses.orders).toEqual(['http://one:3001', 'http://two:3001']);
    expect(addresses.kitchen).toEqual(['http://k:3002']);
  });

  it('shows its usage when asked', () => {
    expect(readArgs(['--help'])).toBe('help');
  });

  it.each([
    [['--orders', 'many'], '--orders takes a number from 1 to 100000, not "many"'],
    [['--orders', '0'], '--orders takes a number from 1 to 100000, not "0"'],
    [['--orders', '1.5'], '--orders takes a whole number, not "1.5"'],
    [['--rate', ''], '--rate takes a number from 1 to 60000, not ""'],
    [['--url', 'localhost'], '--url takes a URL like http://localhost:8080, not "localhost"'],
    [
      ['--services', 'bar=http://b'],
      '--services knows orders, kitchen, inventory, notifications, analytics, but not "bar"',
    ],
    [['--order', '5'], "Unknown option '--order'"],
    [['now'], "Unexpected argument 'now'"],
    [['--orders'], "Option '--orders <value>' argument missing"],
  ])('refuses %j', (args, message) => {
    expect(() => readArgs(args)).toThrow(new UsageError(message));
  });
});
