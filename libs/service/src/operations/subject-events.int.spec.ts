import { startTestService, type TestService } from '../testing';
import { BikeBrought, BikePolished, BikeRepaired, quietPhone, workshop } from '../testing/workshop';

interface Page {
  readonly events: readonly Readonly<Record<string, unknown>>[];
  readonly nextCursor?: string;
}

describe('what a service did about a subject', () => {
  let service: TestService;
  beforeEach(async () => {
    service = await startTestService(workshop(quietPhone()));
  });
  afterEach(() => service.stop());
  const history = (query: string) =>
    service.call<Page>('GET', `/api/operations/workshop/events?${query}`, { as: 'manager' });

  it('names what it handled and published, oldest first, with the reason, the tries and the outcome', async () => {
    const eventId = await service.publishForeign(BikeBrought, { bikeId: 'b-1', trouble: 'flat tyre' });
    await service.settled();
    await service.stopService();
    const { body } = await history('subject=bike/b-1');
    expect(body.events).toHaveLength(4);
    expect(body.events).toEqual(
      expect.arrayContaining([
        {
          way: 'handled',
          eventId,
          type: BikeBrought.type,
          at: expect.any(String) as string,
          subscription: 'repairs',
          outcome: 'handled',
          attempts: 1,
          tookMs: expect.any(Number) as number,
        },
        {
          way: 'published',
          eventId: expect.any(String) as string,
          type: BikeRepaired.type,
          at: expect.any(String) as string,
          outcome: 'confirmed',
          sequence: 7,
          causationId: eventId,
        },
        expect.objectContaining({ way: 'published', type: BikePolished.type, sequence: 8 }),
        expect.objectContaining({ way: 'handled', type: BikeRepaired.type, subscription: 'calls' }),
      ]),
    );
    const times = body.events.map(({ at }) => at as string);
    expect(times).toEqual([...times].sort());
  });

  it('counts the tries, and tells what was given up and what became of it', async () => {
    const rusty = await service.publishForeign(BikeBrought, { bikeId: 'b-2', trouble: 'rust' });
    await service.settled();
    const given = await history('subject=bike/b-2');
    expect(given.body.events).toMatchObject([{ way: 'handled', eventId: rusty, outcome: 'given-up', attempts: 6 }]);
    const [letter] = await service.deadLetters();
    await service.call('DELETE', `/api/operations/workshop/dead-letters/${letter?.id}`, {
      as: 'manager',
      body: { reason: 'the bicycle was scrapped' },
    });
    expect((await history('subject=bike/b-2')).body.events).toMatchObject([{ outcome: 'discarded' }]);
  });

  it('comes in pages that hold every entry once', async () => {
    await Promise.all(
      Array.from({ length: 7 }, () => service.call('POST', '/api/workshop/bikes', { body: { bikeId: 'b-3' } })),
    );
    await service.settled();
    const seen: unknown[] = [];
    for (let cursor = '', pages = 0; pages < 10; pages += 1) {
      const { body } = await history(`subject=bike/b-3&limit=2${cursor}`);
      seen.push(...body.events.map(({ eventId }) => eventId));
      if (body.nextCursor === undefined) break;
      cursor = `&cursor=${encodeURIComponent(body.nextCursor)}`;
    }
    expect(new Set(seen).size).toBe(7);
    expect(seen).toHaveLength(7);
  });

  it('is empty for a subject nobody heard of, and asks for one', async () => {
    expect((await history('subject=bike/none')).body).toEqual({ events: [] });
    expect((await history('')).status).toBe(400);
    expect((await history('subject=bike/b-1&cursor=yesterday')).status).toBe(400);
  });

  it('is for managers', async () => {
    const path = '/api/operations/workshop/events?subject=bike/b-1';
    expect((await service.call('GET', path)).status).toBe(401);
    expect((await service.call('GET', path, { as: 'kitchen' })).status).toBe(403);
  });
});
