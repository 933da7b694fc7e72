import { describeOnBroker } from '@pizzeria/bus-rabbitmq/testing';

/** What the services meet over: the bus in memory with its journal in PostgreSQL, or a virtual host on RabbitMQ. */
export type Mode = 'in memory' | 'RabbitMQ';

/** The same tests in both modes; those on RabbitMQ are left out, loudly, where there is none. */
export const describeInBothModes = (name: string, tests: (mode: Mode) => void): void => {
  describe(`${name}, on the bus in memory`, () => tests('in memory'));
  describeOnBroker(`${name}, on RabbitMQ`, () => tests('RabbitMQ'));
};
