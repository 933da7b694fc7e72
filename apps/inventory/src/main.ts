import { rabbitMqBus } from '@pizzeria/bus-rabbitmq';
import { inventory } from '@pizzeria/inventory';
import { runMain, runService } from '@pizzeria/service';

/** The inventory service as a process of its own, on RabbitMQ and PostgreSQL. */
runMain(
  process.env,
  (context) =>
    runService(inventory, context, {
      ports: { port: 3003, management: 9403 },
      openBus: (options) => rabbitMqBus({ ...options, prefix: 'pizzeria', whenAway: 'go-on' }),
    }),
  process.argv.slice(2),
);
