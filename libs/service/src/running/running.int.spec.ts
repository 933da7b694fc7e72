import { SpanStatusCode } from '@opentelemetry/api';
import { Reject } from '@pizzeria/bus';
import { inMemoryTelemetry, type InMemoryTelemetry } from '@pizzeria/telemetry';
import { startTestService, type TestService } from '../testing';
import { until } from '../testing/until';
import { BikeBrought, BikePolished, BikeRepaired, quietPhone, workshop, type Phone } from '../testing/workshop';

describe('a running service', () => {
  let telemetry: InMemoryTelemetry;
  let phone: Phone;
  let service: TestService;

  beforeAll(() => {
    telemetry = inMemoryTelemetry();
  });
  afterAll(() => telemetry.stop());
  beforeEach(async () => {
    phone = quietPhone();
    service = await startTestService(workshop(phone));
  });
  afterEach(() => service.stop());

  const notes = async (bike = 'b-1') =>
    service.database.sql('notes').where({ bike }).orderBy('id').pluck<string[]>('what');
  const brought = (trouble = 'flat tyre', bikeId = 'b-1', id?: string) =>
    service.publishForeign(BikeBrought, { bikeId, trouble }, { id });
  const repaired = (bill: number) => service.publishForeign(BikeRepaired, { bikeId: 'b-1', bill });

  describe('handling in one transaction', () => {
    it('has its effect and publishes, counting the sequence on and naming the cause', async () => {
      const cause = await brought();
      await service.settled();
      expect(await notes()).toEqual(['repaired', 'claimed', 'called about b-1']);
      expect(service.published()).toEqual([
        expect.objectContaining({ type: BikeRepaired.type, sequence: 7, causationId: cause, subject: 'bike/b-1' }),
        expect.objectContaining({ type: BikePolished.type, sequence: 8, causationId: cause }),
      ]);
    });

    it('has its effect once for an event that comes three times', async () => {
      const id = await brought();
      await Promise.all([brought('flat tyre', 'b-1', id), brought('flat tyre', 'b-1', id)]);
      await service.settled();
      expect(await notes()).toEqual(['repaired', 'claimed', 'called about b-1']);
      expect(phone.calls).toEqual(['b-1']);
    });

    it('walks the ladder when it always fails, leaves nothing but a dead letter, and delays no neighbour', async () => {
      await Promise.all([brought('rust', 'b-2'), brought()]);
      await service.settled();
      expect(await notes('b-2')).toEqual([]);
      expect(await notes('b-1')).toContain('repaired');
      expect(service.counts.retried).toBe(3);
      expect(await service.deadLetters()).toEqual([
        expect.objectContaining({
          queue: 'workshop.repairs',
          reason: 'retries-exhausted',
          error: 'the bolt does not move',
          attempts: 6,
          subject: 'bike/b-2',
        }),
      ]);
    });

    it('makes a dead letter at once of what it rejects', async () => {
      await brought('stolen');
      await service.settled();
      expect(await notes()).toEqual([]);
      expect(await service.deadLetters()).toEqual([
        expect.objectContaining({ reason: 'rejected', error: 'this bicycle is stolen', attempts: 1 }),
      ]);
    });
  });

  describe('calling the outside world', () => {
    it('releases its claim when the call fails, and calls again', async () => {
      phone.failures.push(new Error('engaged'));
      await repaired(1_500);
      await service.settled();
      expect(await notes()).toEqual(['claimed', 'released', 'claimed', 'called about b-1']);
      expect(phone.calls).toEqual(['b-1']);
    });

    it('gives up at once when the call can never succeed', async () => {
      phone.failures.push(new Reject('no such number'));
      await repaired(1_500);
      await service.settled();
      expect(await notes()).toEqual(['claimed', 'given up']);
      expect(await service.deadLetters()).toEqual([expect.objectContaining({ reason: 'rejected' })]);
    });

    it('does nothing, once and for all, when there is nothing to claim', async () => {
      await repaired(0);
      await service.settled();
      expect(await notes()).toEqual([]);
      expect(service.counts).toMatchObject({ ended: 1, retried: 0, dead: 0 });
    });

    it('waits as long as the claim asks, without counting a try', async () => {
      phone.waits.push(60_000);
      await repaired(1_500);
      await until(() => service.counts.retried >= 3);
      expect(phone.calls).toEqual([]);
      service.clock.advance(60_000);
      await service.settled();
      expect(phone.calls).toEqual(['b-1']);
      expect(await service.database.sql('inbox').select('attempts')).toEqual([{ attempts: 1 }]);
    });
  });

  describe('answering requests', () => {
    const bring = (body: object, key?: string) => service.call('POST', '/api/workshop/bikes', { body, key });

    it('answers a repeated request as the first time, and does it once', async () => {
      const [first, ...others] = await Promise.all([1, 2, 3].map(() => bring({ bikeId: 'b-1' }, 'key-1')));
      expect(first?.status).toBe(201);
      for (const other of others) expect(other.body).toEqual(first?.body);
      const replayed = [first, ...others].filter((answer) => answer?.headers.get('idempotency-replayed') === 'true');
      expect(replayed).toHaveLength(2);
      expect(replayed[0]?.headers.get('location')).toBe('/api/workshop/bikes/b-1');
      expect(await notes()).toEqual(['brought']);
    });

    it('refuses a key that comes back with another request, and a key that is none', async () => {
      await bring({ bikeId: 'b-1' }, 'key-2');
      expect((await bring({ bikeId: 'b-2' }, 'key-2')).body).toMatchObject({
        status: 422,
        code: 'idempotency-key-reused',
      });
      expect((await bring({ bikeId: 'b-2' }, 'k'.repeat(256))).body).toMatchObject({
        status: 400,
        code: 'invalid-idempotency-key',
      });
      expect(await notes('b-2')).toEqual([]);
    });

    it('does and publishes nothing when it refuses, and forgets the key', async () => {
      expect((await bring({ bikeId: 'b-1', fail: true }, 'key-3')).body).toMatchObject({ status: 409, code: 'closed' });
      await service.settled();
      expect(await notes()).toEqual([]);
      expect(service.published()).toEqual([]);
      expect((await bring({ bikeId: 'b-1' }, 'key-3')).status).toBe(201);
    });

    it('fails loudly in tests when it breaks its own contract', async () => {
      expect((await service.call('GET', '/api/workshop/lie', { as: 'manager' })).status).toBe(500);
      expect((await service.call('GET', '/api/workshop/sulk', { as: 'manager' })).status).toBe(500);
    });
  });

  describe('tracing', () => {
    const spansNamed = (name: string) => telemetry.spans().filter((span) => span.name === name);
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

    it('goes on from the sender of a request into what it publishes', async () => {
      telemetry.reset();
      await service.call('POST', '/api/workshop/bikes', { body: { bikeId: 'b-1' }, headers: { traceparent } });
      const [request] = spansNamed('POST /api/workshop/bikes');
      const [creation] = spansNamed('create bike.polished');
      expect(request?.spanContext().traceId).toBe('0af7651916cd43dd8448eb211c80319c');
      expect(creation?.parentSpanContext?.spanId).toBe(request?.spanContext().spanId);
    });

    it('makes each handler a child of what created its event, in one trace', async () => {
      telemetry.reset();
      await brought();
      await service.settled();
      const [creation] = spansNamed('create bike.repaired');
      const [handling] = spansNamed('process workshop.calls');
      const ids = creation?.spanContext();
      expect(spansNamed('process workshop.repairs')[0]?.spanContext().traceId).toBe(ids?.traceId);
      expect(handling?.spanContext().traceId).toBe(ids?.traceId);
      expect(handling?.parentSpanContext?.spanId).toBe(ids?.spanId);
      expect(handling?.links[0]?.context.spanId).toBe(ids?.spanId);
      expect(handling?.attributes).toMatchObject({
        'messaging.system': 'in_memory',
        'messaging.destination.name': 'workshop.calls',
        'messaging.operation.type': 'process',
        'pizzeria.event': 'bike.repaired',
        'pizzeria.bike.id': 'b-1',
      });
    });

    it('makes a later request about the same thing part of its trace, and links the one it was sent in', async () => {
      telemetry.reset();
      await brought();
      await service.settled();
      await service.call('POST', '/api/workshop/bikes/b-1/polish', { headers: { traceparent } });
      const [request] = spansNamed('POST /api/workshop/bikes/:bikeId/polish');
      expect(request?.spanContext().traceId).toBe(spansNamed('create bike.repaired')[0]?.spanContext().traceId);
      expect(request?.links[0]?.context.traceId).toBe('0af7651916cd43dd8448eb211c80319c');
      expect(request?.attributes['pizzeria.bike.id']).toBe('b-1');
    });

    it('ends the span of a failed try as an error at once, with what follows it, and links the next to it', async () => {
      telemetry.reset();
      await brought('rust');
      await service.settled();
      const spans = spansNamed('process workshop.repairs');
      expect(spans.map(({ events }) => events.map(({ name }) => name))).toEqual([
        ['attempt failed'],
        ['attempt failed'],
        ['attempt failed', 'retry'],
        ['attempt failed', 'retry'],
        ['attempt failed', 'retry'],
        ['attempt failed', 'dead letter'],
      ]);
      for (const span of spans) expect(span.status.code).toBe(SpanStatusCode.ERROR);
      const linked = spans.map(({ links }) =>
        links.filter(({ attributes }) => attributes?.['pizzeria.link'] === 'previous attempt'),
      );
      expect(linked.map((links) => links.map(({ context: { spanId } }) => spanId))).toEqual(
        spans.map((_, at) => (at === 0 ? [] : [spans[at - 1]?.spanContext().spanId])),
      );
      expect(spans.map(({ attributes }) => attributes['pizzeria.redelivered'])).toEqual([
        ...[false, false, false],
        ...[true, true, true],
      ]);
    });
  });
});
