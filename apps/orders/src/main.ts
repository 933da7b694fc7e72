import { rabbitMqBus } from '@pizzeria/bus-rabbitmq';
import { orders } from '@pizzeria/orders';
import { runMain, runService } from '@pizzeria/service';

/** The orders service as a process of its own, on RabbitMQ and PostgreSQL. */
runMain(
  process.env,
  (context) =>
    runService(orders, context, {
      ports: { port: 3001, management: 9401 },
      openBus: (options) => rabbitMqBus({ ...options, prefix: 'pizzeria', whenAway: 'go-on' }),
    }),
  process.argv.slice(2),
);
