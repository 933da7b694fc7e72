import { rabbitMqBus } from '@pizzeria/bus-rabbitmq';
import { kitchen } from '@pizzeria/kitchen';
import { runMain, runService } from '@pizzeria/service';

/** The kitchen service as a process of its own, on RabbitMQ and PostgreSQL. */
runMain(
  process.env,
  (context) =>
    runService(kitchen, context, {
      ports: { port: 3002, management: 9402 },
      openBus: (options) => rabbitMqBus({ ...options, prefix: 'pizzeria', whenAway: 'go-on' }),
    }),
  process.argv.slice(2),
);
