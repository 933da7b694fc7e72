import { z } from 'zod';
import { flag, list, pairs, port, url, wholeNumber } from './readers';
import type { Settings } from './settings';

/** What each part of a process needs to be told. Apps put their table together from these. */

export const logSettings = {
  LOG_LEVEL: {
    description: 'the least important log lines to write: debug, info, warn, error or silent',
    schema: z.enum(['debug', 'info', 'warn', 'error', 'silent'], 'it is none of these').default('info'),
  },
} satisfies Settings;

/** @param defaults the ports used when none are set */
export const portSettings = (defaults: { readonly port: number; readonly management: number }) =>
  ({
    PORT: { description: 'the port of the HTTP API, for example 8080', schema: port().default(defaults.port) },
    MANAGEMENT_PORT: {
      description: 'the port of /healthz, /readyz and /metrics, for example 9464',
      schema: port().default(defaults.management),
    },
  }) satisfies Settings;

/** Tokens of staff: what they must say, and where the keys are that prove it. */
export const issuerSettings = {
  ISSUER_URL: {
    description: 'the issuer that staff tokens must name, for example https://login.example.com/',
    schema: url('https:', 'http:'),
  },
  ISSUER_KEYS_URL: {
    description: "where the issuer's public keys (a JWKS) are: https://, http:// or file://",
    schema: url('https:', 'http:', 'file:'),
  },
  TOKEN_AUDIENCE: {
    description: 'the audience that staff tokens must name',
    schema: z.string().default('pizzeria'),
  },
} satisfies Settings;

export const databaseSettings = {
  DATABASE_URL: {
    description: "the service's own PostgreSQL database, for example postgres://user:password@host:5432/orders",
    schema: url('postgres:', 'postgresql:'),
    secret: true,
  },
  DATABASE_POOL: {
    description: 'how many database connections this process may hold',
    schema: wholeNumber(2, 200).default(20),
  },
  DATABASE_WAIT_SECONDS: {
    description: 'how long a database that is away is waited for at start, in s',
    schema: wholeNumber(0, 3_600).default(30),
  },
} satisfies Settings;

export const brokerSettings = {
  RABBITMQ_URL: {
    description: 'the message broker, for example amqp://user:password@host:5672/pizzeria',
    schema: url('amqp:', 'amqps:'),
    secret: true,
  },
  TOPOLOGY_STRICT: {
    description: 'whether queues and exchanges with other arguments than wanted, as far as seen, end the start',
    schema: flag().default(false),
  },
} satisfies Settings;

/** Ascending delays of one millisecond to one day. */
const ladder = list(wholeNumber(1, 86_400_000)).refine(
  (rungs) => rungs.every((rung, index) => index === 0 || rung > (rungs[index - 1] ?? 0)),
  'its delays must rise',
);

export const workSettings = {
  RETRY_LADDER_MS: {
    description: 'delays before each further try of a failed handler, in ms, rising, separated by commas',
    schema: ladder.default([1_000, 5_000, 15_000, 60_000, 300_000, 900_000, 3_600_000]),
  },
  DRAIN_SECONDS: {
    description: 'how long running handlers are waited for at the end before they are aborted, in s',
    schema: wholeNumber(0, 600).default(30),
  },
  ROLES: {
    description: 'what this process does, separated by commas: http, relay, subscriptions',
    schema: list(z.enum(['http', 'relay', 'subscriptions'], 'it names something else')).default([
      'http',
      'relay',
      'subscriptions',
    ]),
  },
  SUBSCRIPTIONS: {
    description: 'which subscriptions this process handles, separated by commas; all of them when not set',
    schema: list(z.string()).optional(),
  },
} satisfies Settings;

/** Where traces and logs go, beside standard output and /metrics. */
export const telemetrySettings = {
  OTEL_EXPORTER_OTLP_ENDPOINT: {
    description:
      'the collector that traces and logs are sent to, for example http://otel-collector:4318; nowhere when not set',
    schema: url('http:', 'https:').optional(),
  },
  OTEL_RESOURCE_ATTRIBUTES: {
    description:
      'what traces, logs and metrics say of where this process runs, for example deployment.environment.name=production',
    schema: pairs().default({}),
  },
} satisfies Settings;

export const buildSettings = {
  BUILD_VERSION: {
    description: 'the version that traces and metrics name, for example 1.4.2',
    schema: z.string().default('development'),
  },
} satisfies Settings;
