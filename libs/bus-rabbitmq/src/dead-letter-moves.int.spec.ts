import { until } from '@pizzeria/bus/testing';
import { connect } from 'amqplib';
import { describeOnBroker, testBrokerUrl, testVirtualHost, type TestVirtualHost } from './testing';
import { keeping, letter, TestBuses } from './testing/test-bus';

describeOnBroker('a dead letter whose copy cannot be stored', () => {
  let place: TestVirtualHost;
  const buses = new TestBuses();
  beforeAll(async () => void (place = await testVirtualHost(testBrokerUrl())));
  afterAll(async () => {
    await buses.closeAll();
    await place.remove();
  });

  it('stays in its queue, which pauses, until the copy is confirmed', async () => {
    const queue = place.queueName('counter.orders');
    const route = [`${queue}.dlq`, `${place.prefix}.queues`, `${queue}.dlq`] as const;
    const bus = await buses.open(place);
    const operator = await connect(place.url);
    const channel = await operator.createChannel();
    const kept = keeping(() => ({ kind: 'dead-letter', marks: { reason: 'rejected' } }));
    await bus.consume(queue, { prefetch: 1 }, kept.receive);
    await channel.unbindQueue(...route);
    await bus.publish(letter(1));
    await until('two failed moves', () => bus.counters.failedMoves === 2);
    await channel.bindQueue(...route);
    await until('the move', () => bus.counters.deadLetters === 1);
    await until('the dead letter', async () => (await channel.checkQueue(`${queue}.dlq`)).messageCount === 1);
    // Each failed move handed it back once; without its pauses there would be hundreds of them.
    expect(kept.deliveries.length).toBe(bus.counters.failedMoves + 1);
    expect(bus.counters.failedMoves).toBeLessThan(20);
    await operator.close();
  });
});
