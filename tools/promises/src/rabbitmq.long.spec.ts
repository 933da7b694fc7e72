import { describeOnOwnBroker, startBroker, type RunningBroker } from '@pizzeria/bus-rabbitmq/testing';
import { slowRows } from './rows';
import { runRows } from './run-rows';
import { rabbitMqPlace } from './world/rabbitmq-place';

jest.setTimeout(300_000);

describeOnOwnBroker('RabbitMQ on a broker of its own', () => {
  let broker: RunningBroker | undefined;
  runRows('RabbitMQ', slowRows, async () => {
    broker = await startBroker();
    return rabbitMqPlace(broker);
  });
  afterAll(() => broker?.stop(), 60_000);
});
