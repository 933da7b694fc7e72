import { withoutChance, zenosSecrets } from './zeno';

describe("the search for a customer's secrets", () => {
  it('takes no id and no measured value for one', () => {
    const told = [
      '{"trace_id":"0af7555778815550123448eb211c8031","span_id":"5550123169203331","eventId":"0197f000-0000-7000-8000-415555778800"}',
      'pizzeria_event_lag_sum{queue="kitchen.tickets"} 0.0005557788',
      'process_uptime 5550123.5557788',
    ].join('\n');
    expect(zenosSecrets.filter((secret) => withoutChance(told).includes(secret))).toEqual([]);
  });

  it.each([
    ['a field', '{"to":"+14155557788","trace_id":"0af7651916cd43dd8448eb211c80319c"}', '5557788'],
    ['a label', 'pizzeria_messages_total{to="4155557788"} 1', '4155557788'],
    ['the middle of a text', 'cannot write to 5550123, says Twilio', '5550123'],
    ['an address', '{"line":"Gooseham QX98 7ZT"}', 'QX98 7ZT'],
  ])('finds them in %s', (_, told, secret) => {
    expect(zenosSecrets.filter((one) => withoutChance(told).includes(one))).toContain(secret);
  });
});
