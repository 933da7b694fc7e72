import { readArgs, UsageError } from './args';

describe('the command line', () => {
  it('needs nothing: ten minutes of seed 1', () => {
    expect(readArgs([])).toEqual({ minutes: 10, seed: 1, rate: 40, faults: undefined, keep: false });
  });

  it('takes minutes, seed and a list of faults', () => {
    const args = ['--minutes', '0.5', '--seed', '7', '--faults', 'kill,broker-restart', '--keep'];
    expect(readArgs(args)).toEqual({ minutes: 0.5, seed: 7, rate: 40, faults: ['kill', 'broker-restart'], keep: true });
  });

  it('shows its usage when asked', () => expect(readArgs(['--help'])).toBe('help'));

  it.each([
    [['--minutes', 'many'], '--minutes takes a number from 0.25 to 1440, not "many"'],
    [['--minutes', ''], '--minutes takes a number from 0.25 to 1440, not ""'],
    [['--seed', '1.5'], '--seed takes a whole number, not "1.5"'],
    [['--seed', '-1'], "Option '--seed' argument is ambiguous"],
    [['--orders', '5'], "Unknown option '--orders'"],
  ])('refuses %j', (args, message) => {
    expect(() => readArgs(args)).toThrow(UsageError);
    expect(() => readArgs(args)).toThrow(message);
  });

  it('names the faults it knows when it is asked for another', () => {
    expect(() => readArgs(['--faults', 'kill,earthquake'])).toThrow(/knows kill, terminate.*but not "earthquake"/);
  });
});
