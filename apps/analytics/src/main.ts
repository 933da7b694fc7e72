import { rabbitMqBus } from '@pizzeria/bus-rabbitmq';
import { analytics } from '@pizzeria/analytics';
import { runMain, runService } from '@pizzeria/service';
import { rebuild } from './rebuild';

/**
 * The analytics service as a process of its own, on RabbitMQ and PostgreSQL. With the argument `rebuild` it makes the
 * metrics anew instead, and ends.
 */
runMain(
  process.env,
  (context) =>
    context.args[0] === 'rebuild'
      ? rebuild(context)
      : runService(analytics, context, {
          ports: { port: 3005, management: 9405 },
          openBus: (options) => rabbitMqBus({ ...options, prefix: 'pizzeria', whenAway: 'go-on' }),
        }),
  process.argv.slice(2),
);
