import { smsLength } from './sms-length';

describe('how an SMS is billed', () => {
  it.each([
    ['a'.repeat(160), 'gsm-7', 1],
    ['a'.repeat(161), 'gsm-7', 2],
    ['a'.repeat(306), 'gsm-7', 2],
    ['a'.repeat(307), 'gsm-7', 3],
    ['€'.repeat(80), 'gsm-7', 1],
    ['€'.repeat(81), 'gsm-7', 2],
    ['ñ'.repeat(160), 'gsm-7', 1],
    ['ı'.repeat(70), 'ucs-2', 1],
    ['ı'.repeat(71), 'ucs-2', 2],
    ['🍕'.repeat(35), 'ucs-2', 1],
    ['🍕'.repeat(36), 'ucs-2', 2],
    ['', 'gsm-7', 1],
  ])('%s', (text, encoding, parts) => {
    expect(smsLength(text)).toEqual({ encoding, parts });
  });
});
