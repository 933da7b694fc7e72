import { z } from 'zod';
import { analytics } from '@pizzeria/analytics';
import { localIssuer } from '@pizzeria/identity';
import { inventory } from '@pizzeria/inventory';
import { kitchen } from '@pizzeria/kitchen';
import { notifications } from '@pizzeria/notifications';
import { orders } from '@pizzeria/orders';
import {
  brokerSettings,
  buildSettings,
  databaseSettings,
  issuerSettings,
  logSettings,
  portSettings,
  readConfig,
  telemetrySettings,
  workSettings,
  type Environment,
  type Settings,
} from '@pizzeria/service';

/** Everything that can be set for the whole pizzeria in one process. Nothing has to be. */
export const pizzeriaSettings = {
  ...portSettings({ port: 8080, management: 9464 }),
  DATA_DIR: {
    description: 'the folder of database and keys; made when it is not there',
    schema: z.string().default('.pizzeria'),
  },
  DATABASE_URL: {
    description:
      'a PostgreSQL server to use instead of the embedded one, with a role that may make databases, ' +
      'for example postgres://user:password@host:5432/postgres; each service gets a database pizzeria_<service>',
    schema: databaseSettings.DATABASE_URL.schema.optional(),
    secret: true,
  },
  DATABASE_POOL: {
    description: 'how many database connections each service may hold',
    schema: databaseSettings.DATABASE_POOL.schema.default(10),
  },
  DATABASE_WAIT_SECONDS: databaseSettings.DATABASE_WAIT_SECONDS,
  RABBITMQ_URL: {
    description: 'a message broker to use instead of the one in memory, for example amqp://user:password@host:5672',
    schema: brokerSettings.RABBITMQ_URL.schema.optional(),
    secret: true,
  },
  TOPOLOGY_STRICT: brokerSettings.TOPOLOGY_STRICT,
  ISSUER_URL: { ...issuerSettings.ISSUER_URL, schema: issuerSettings.ISSUER_URL.schema.default(localIssuer.issuer) },
  ISSUER_KEYS_URL: {
    description: `${issuerSettings.ISSUER_KEYS_URL.description}; without it, keys in DATA_DIR are used and tokens printed`,
    schema: issuerSettings.ISSUER_KEYS_URL.schema.optional(),
  },
  TOKEN_AUDIENCE: issuerSettings.TOKEN_AUDIENCE,
  RETRY_LADDER_MS: workSettings.RETRY_LADDER_MS,
  DRAIN_SECONDS: workSettings.DRAIN_SECONDS,
  LOG_LEVEL: { ...logSettings.LOG_LEVEL, schema: logSettings.LOG_LEVEL.schema.removeDefault().default('warn') },
  ...telemetrySettings,
  ...buildSettings,
  ...orders.settings,
  ...kitchen.settings,
  ...inventory.settings,
  ...notifications.settings,
  ...analytics.settings,
  SHOP_MESSAGES: {
    description: `${orders.settings.SHOP_MESSAGES.description}; when not set, sent where one of the two is set`,
    schema: orders.settings.SHOP_MESSAGES.schema.removeDefault().optional(),
  },
} satisfies Settings;

export type PizzeriaConfig = ReturnType<typeof readPizzeria>;

/** Reads all of it. Whether messages are sent follows from what sends them, where it is not said. */
export const readPizzeria = (environment: Environment) => {
  const config = readConfig(pizzeriaSettings, environment);
  const isSent = config.TWILIO_ACCOUNT_SID !== undefined || config.SMTP_URL !== undefined;
  return { ...config, SHOP_MESSAGES: config.SHOP_MESSAGES ?? (isSent ? 'sent' : 'recorded') };
};
