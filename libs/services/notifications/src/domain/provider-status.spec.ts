import { isLost, isNews, isPermanent, providerStatuses } from './provider-status';

describe('what a provider reports', () => {
  it('is news only when it goes forward, and a final word is final', () => {
    const known = [undefined, ...providerStatuses];
    const news = known.map((one) => providerStatuses.filter((reported) => isNews(reported, one)).join(' '));
    expect(news).toEqual([
      'queued sending sent delivered undelivered failed',
      'sending sent delivered undelivered failed',
      'sent delivered undelivered failed',
      'delivered undelivered failed',
      '',
      '',
      '',
    ]);
  });

  it('says by two words that nothing arrives', () => {
    expect(providerStatuses.filter(isLost)).toEqual(['undelivered', 'failed']);
  });

  it('tells a landline from a phone that is off', () => {
    expect(isPermanent('30006')).toBe(true);
    expect(isPermanent('30003')).toBe(false);
  });
});
