import { allEvents } from '@pizzeria/contracts';
import { anOrderId, at, cancelled, cooking, delivered, placed, ready, type Told } from '../testing/evening';
import { envelopeOf, openOffice, type Office } from '../testing/office';

let office: Office;
beforeAll(async () => void (office = await openOffice()));
beforeEach(() => office.empty());
afterAll(() => office.close());

const everyExample = (): readonly Told[] =>
  allEvents.map((event) => ({ event, data: event.example, time: at(0), sequence: 1 }));

const kept = () => office.database.sql<{ type: string; event: object }>('event_log').select('type', 'event');

describe('the event log', () => {
  it('keeps every event that any service publishes', async () => {
    for (const told of everyExample()) await office.deliver('log', envelopeOf(told));
    expect((await kept()).map(({ type }) => type).sort()).toEqual(allEvents.map(({ type }) => type).sort());
  });

  it('holds nobody’s name, address, phone, e-mail or notes', async () => {
    for (const told of everyExample()) await office.deliver('log', envelopeOf(told));
    const all = JSON.stringify(await kept());
    for (const secret of ['Ada', '4155550123', 'example.com', 'Main St', 'Springfield', 'well done', '"Bruno"']) {
      expect(all).not.toContain(secret);
    }
    expect(all).toContain('"name":"***"');
  });

  it('keeps an event once, however often and at whatever moment it comes', async () => {
    const event = envelopeOf(placed(1, 1, 0));
    await Promise.all(Array.from({ length: 5 }, () => office.deliver('log', event)));
    expect(await kept()).toHaveLength(1);
  });

  it('tells one order’s events in the order they happened, not in which they came', async () => {
    const story = [placed(1, 1, 0), cooking(1, 5), ready(1, 15, 600), delivered(1, 20)];
    for (const told of [...story].reverse()) await office.deliver('log', envelopeOf(told));
    await office.deliver('log', envelopeOf(placed(2, 1, 1)));
    await office.deliver('log', envelopeOf(cancelled(2, 2)));
    const events = await office.parts.log.ofOrder(anOrderId(1));
    expect(events.map(({ type, time }) => [type, time])).toEqual(story.map(({ event, time }) => [event.type, time]));
  });

  it('keeps the envelope as it was', async () => {
    const event = envelopeOf(delivered(1, 20));
    await office.deliver('log', event);
    const [stored] = await office.parts.log.ofOrder(anOrderId(1));
    expect(stored).toMatchObject({ ...event, data: { orderId: anOrderId(1), deliveredAt: at(20) } });
  });

  it('knows nothing of an order that nobody placed', async () => {
    expect(await office.parts.log.ofOrder(anOrderId(404))).toEqual([]);
  });
});
