import { describeOnBroker } from '@pizzeria/bus-rabbitmq/testing';
import { quickRows } from './rows';
import { runRows } from './run-rows';
import { rabbitMqPlace } from './world/rabbitmq-place';

jest.setTimeout(120_000);

describeOnBroker('RabbitMQ', () => {
  runRows('RabbitMQ', quickRows, () => rabbitMqPlace());
});
