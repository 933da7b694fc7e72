import { SpanStatusCode } from '@opentelemetry/api';
import { createEvent, on, raise, receiver, type Delivery } from '@pizzeria/bus';
import { manualClock, until } from '@pizzeria/bus/testing';
import { inMemoryTelemetry, type InMemoryTelemetry } from '@pizzeria/telemetry';
import { BikeBrought } from '../testing/workshop';
import { traceDeliveries } from './trace-deliveries';

describe('the spans of a delivery', () => {
  let telemetry: InMemoryTelemetry;
  const clock = manualClock();
  beforeEach(() => {
    telemetry = inMemoryTelemetry();
  });
  afterEach(() => telemetry.stop());

  /** A handler that fails at first, with a pause of 25 ms on the clock before its next try. */
  const failingOnce = () => {
    let tries = 0;
    return receiver({
      queue: 'workshop.repairs',
      handlers: [on(BikeBrought, () => undefined)],
      ladder: [100],
      clock,
      random: () => 0.5,
      observer: traceDeliveries('in_memory'),
      runAttempt: async () => {
        tries += 1;
        if (tries === 1) throw new Error('the bolt does not move');
        return 'handled';
      },
    });
  };
  const aDelivery = (): Delivery => ({
    ...createEvent(raise(BikeBrought, { bikeId: 'b-1', trouble: 'rust' }), {
      id: '0197f000-0000-7000-8000-000000000001',
      time: clock.now(),
      sequence: 1,
    }).message,
    queue: 'workshop.repairs',
    marks: {},
    redelivered: false,
    deliveryCount: 0,
  });

  it('begin with the try, and end with its failure: the pause between two belongs to neither', async () => {
    const settled = failingOnce().receive(aDelivery());
    await clock.advance(0);
    const from = Date.now();
    await until('some of it', () => Date.now() > from + 20);
    const middle = from + 10;
    await clock.advance(1_000);
    await settled;
    const [failed, handled] = telemetry.spans();
    expect(msOf(failed?.endTime)).toBeLessThan(middle);
    expect(msOf(handled?.startTime)).toBeGreaterThan(middle);
  });

  it('are of tries only: a process that stops in the pause before one makes none of it', async () => {
    const { receive, stop } = failingOnce();
    const settled = receive(aDelivery());
    await clock.advance(0);
    stop();
    const settlement = await settled;
    expect(settlement).toMatchObject({ kind: 'retry' });
    const [failed] = telemetry.spans();
    expect(telemetry.spans()).toHaveLength(1);
    expect(failed?.status.code).toBe(SpanStatusCode.ERROR);
    expect(failed?.events.map(({ name }) => name)).toEqual(['attempt failed', 'retry']);
    expect('marks' in settlement && settlement.marks.cameFrom).toContain(failed?.spanContext().spanId);
  });
});

const msOf = ([seconds, nanos]: readonly [number, number] = [0, 0]): number => seconds * 1_000 + nanos / 1e6;
