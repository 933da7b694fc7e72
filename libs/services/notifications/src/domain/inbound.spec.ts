import { wishOf } from './inbound';

describe('what somebody texts', () => {
  it.each(['STOP', 'stop', ' Stop\n', 'STOPALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT'])('%j wants none', (text) => {
    expect(wishOf(text)).toBe('none');
  });
  it.each(['START', 'yes', 'UNSTOP'])('%j wants them again', (text) => {
    expect(wishOf(text)).toBe('all');
  });
  it.each([
    ['STOP', 'arrête', 'none'],
    ['START', 'STOP', 'all'],
    ['HELP', 'aiuto', 'help'],
    ['OF THE FUTURE', 'STOP', 'none'],
  ])('is what Twilio took it for, where it says so: %s for %j', (taken, text, wish) => {
    expect(wishOf(text, taken)).toBe(wish);
  });
  it.each(['HELP', 'info'])('%j asks', (text) => {
    expect(wishOf(text)).toBe('help');
  });
  it.each(['', 'please stop', 'STOP!', 'cancel my order', 'where is my pizza'])('%j means nothing to us', (text) => {
    expect(wishOf(text)).toBeUndefined();
  });
});
