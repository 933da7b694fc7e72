import { rabbitMqBus } from '@pizzeria/bus-rabbitmq';
import { notifications } from '@pizzeria/notifications';
import { runMain, runService } from '@pizzeria/service';

/** The notifications service as a process of its own, on RabbitMQ and PostgreSQL. */
runMain(
  process.env,
  (context) =>
    runService(notifications, context, {
      ports: { port: 3004, management: 9404 },
      openBus: (options) => rabbitMqBus({ ...options, prefix: 'pizzeria', whenAway: 'go-on' }),
    }),
  process.argv.slice(2),
);
