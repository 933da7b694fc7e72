import type { Finding } from './finding';
import { messageFindings } from './messages';
import type { Channel } from './record';
import type { SeenOrder } from './seen';
import { ada, cancelled, delivered, message } from './testing/adas-order';

const say = (kind: Finding['kind'], what: string): Finding => ({ kind, mark: ada.mark, what });
const told = (seen: SeenOrder, channels: readonly Channel[] = ada.channels) =>
  messageFindings({ ...ada, channels }, seen, say).map(({ kind, what }) => `${kind}: ${what}`);
const without = (kind: string, channel: string): SeenOrder => ({
  ...delivered,
  messages: delivered.messages.filter((one) => one.kind !== kind || one.channel !== channel),
});
const inState = (kind: string, state: string): SeenOrder => ({
  ...delivered,
  messages: delivered.messages.map((one) => (one.kind === kind && one.channel === 'sms' ? { ...one, state } : one)),
});

describe('the messages about an order', () => {
  it('are one each for what happened', () => {
    expect(told(delivered)).toEqual([]);
    expect(told(cancelled)).toEqual([]);
  });

  it('take the channels that the customer gave', () => {
    const bySms = { ...delivered, messages: delivered.messages.filter(({ channel }) => channel === 'sms') };
    expect(told(bySms, ['sms'])).toEqual([]);
    const byEmail = delivered.messages.filter(({ channel }) => channel === 'email');
    expect(told({ ...delivered, messages: byEmail }, ['email'])).toEqual([
      'lost: of the order-on-its-way message by email there are 0 instead of 1',
    ]);
    const onItsWay = message('order-on-its-way', 'email', 2);
    expect(told({ ...delivered, messages: [...byEmail, onItsWay] }, ['email'])).toEqual([]);
  });

  it.each([
    ['order-confirmed', 'email'],
    ['order-ready', 'sms'],
    ['order-on-its-way', 'sms'],
    ['receipt', 'email'],
  ])('are not all there without the %s by %s', (kind, channel) => {
    expect(told(without(kind, channel))).toEqual([
      `lost: of the ${kind} message by ${channel} there are 0 instead of 1`,
    ]);
  });

  it('are as many as an order that was ready twice was ready', () => {
    const again = { ...delivered, events: [...delivered.events, { id: 'e9', name: 'order.ready' }] };
    expect(told(again)).toEqual([
      'lost: of the order-ready message by sms there are 1 instead of 2',
      'lost: of the order-ready message by email there are 1 instead of 2',
    ]);
  });

  it('are not two about one event', () => {
    const [first] = delivered.messages;
    expect(told({ ...delivered, messages: [...delivered.messages, first!] })).toEqual([
      'lost: of the order-confirmed message by sms there are 2, and analytics has 1 order.placed',
      'doubled: the order-confirmed message by sms was written twice',
    ]);
  });

  it('are about what analytics has heard of', () => {
    const later = message('order-ready', 'sms', 5);
    expect(told({ ...delivered, messages: [...delivered.messages, later] })).toEqual([
      'lost: of the order-ready message by sms there are 2, and analytics has 1 order.ready',
    ]);
  });

  it.each([
    ['claimed', 'stuck: the order-confirmed message by sms is claimed'],
    ['waiting', 'stuck: the order-confirmed message by sms is waiting'],
    ['failed', 'lost: the order-confirmed message by sms was given up'],
    ['withdrawn', 'stuck: the order-confirmed message by sms is withdrawn'],
  ])('come to an end, which %s is not', (state, finding) => {
    expect(told(inState('order-confirmed', state))).toEqual([finding]);
  });

  it('are withdrawn when an order is ready no more, and only then', () => {
    const withdrawn = inState('order-ready', 'withdrawn');
    expect(told(withdrawn)).toEqual(['stuck: the order-ready message by sms is withdrawn']);
    const recalled = { ...withdrawn, events: [...withdrawn.events, { id: 'e9', name: 'order.recalled' }] };
    expect(told(recalled)).toEqual([]);
  });

  it('say of delays and recalls what they have to, and come to an end', () => {
    const corrected = message('order-not-ready', 'sms', 3);
    expect(told({ ...delivered, messages: [...delivered.messages, corrected] })).toEqual([]);
    expect(told({ ...delivered, messages: [...delivered.messages, { ...corrected, state: 'claimed' }] })).toEqual([
      'stuck: the order-not-ready message by sms is claimed',
    ]);
  });
});
