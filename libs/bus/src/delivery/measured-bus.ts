import { type Meter, metrics } from '@opentelemetry/api';
import type { Bus } from '../bus';
import { durationBounds } from './bus-metrics';
import { errorTypeOf } from './describe-error';

export interface MeasuredBusOptions {
  /** `messaging.system`, for example `rabbitmq`. */
  readonly system: string;
  /** Where events are published. */
  readonly destination: string;
  readonly meter?: Meter;
}

/**
 * A bus whose sending and receiving is measured by OpenTelemetry's conventions for messaging clients: from handing a
 * message over to its confirm, and how many were sent and received.
 */
export const measuredBus = (bus: Bus, { system, destination, meter }: MeasuredBusOptions): Bus => {
  const { duration, sent, consumed } = clientInstruments(meter);
  const labels = (operation: string, to: string) => ({
    'messaging.system': system,
    'messaging.operation.name': operation,
    'messaging.destination.name': to,
  });
  const sending = async <T>(to: string, send: () => Promise<T>): Promise<T> => {
    const started = performance.now();
    const done = (error?: unknown): void => {
      const all = { ...labels('send', to), ...(error !== undefined && { 'error.type': errorTypeOf(error) }) };
      duration.record((performance.now() - started) / 1_000, all);
      sent.add(1, all);
    };
    try {
      const answer = await send();
      done();
      return answer;
    } catch (error) {
      done(error);
      throw error;
    }
  };
  return {
    publish: (message) => sending(destination, () => bus.publish(message)),
    send: (queue, message, marks) => sending(queue, () => bus.send(queue, message, marks)),
    consume: (queue, options, receive) => {
      const received = labels('receive', queue);
      return bus.consume(queue, options, (delivery) => {
        consumed.add(1, received);
        return receive(delivery);
      });
    },
    get state() {
      return bus.state;
    },
    onStateChange: (listener) => bus.onStateChange(listener),
    close: (options) => bus.close(options),
  };
};

/** What a client of a bus is measured with. */
export const clientInstruments = (meter: Meter = metrics.getMeter('@pizzeria/bus')) => ({
  duration: meter.createHistogram('messaging.client.operation.duration', {
    unit: 's',
    description: 'From handing a message to the bus to its confirm, or to its failure',
    advice: { explicitBucketBoundaries: [...durationBounds] },
  }),
  sent: meter.createCounter('messaging.client.sent.messages', { description: 'Messages handed to the bus' }),
  consumed: meter.createCounter('messaging.client.consumed.messages', { description: 'Deliveries taken from a queue' }),
});
