import { idsOf } from './read-messages';

const message = (id: string, providerId: string | null, text = 'Order #1 is ready.') => ({
  ...{ id, recipient: '+14155550123', text, state: 'sent' },
  providerId,
});
const taken = (id: string, text = 'Order #1 is ready.') => ({ id, to: '+14155550123', text });

describe('the messages that an SMS provider took', () => {
  it('are known by its ids, although two say the same', () => {
    const messages = [message('m1', 'SM2'), message('m2', 'SM1')];
    expect(idsOf([taken('SM1'), taken('SM2')], messages)).toEqual(['m2', 'm1']);
  });

  it('are known by their words, each once, where nobody heard its id', () => {
    const messages = [message('m1', 'SM1'), message('m2', null), message('m3', null)];
    expect(idsOf([taken('SM3'), taken('SM1'), taken('SM2')], messages)).toEqual(['m2', 'm1', 'm3']);
  });

  it('are known as sent twice where nothing more says that', () => {
    expect(idsOf([taken('SM1'), taken('SM2')], [message('m1', 'SM1')])).toEqual(['m1', 'm1']);
  });

  it('are told as they are where nobody wrote them', () => {
    expect(idsOf([taken('SM1', 'Hello.')], [message('m1', null)])).toEqual(['+14155550123: Hello.']);
  });
});
