import { deadLetters, inbox } from '@pizzeria/postgres';
import type { Router } from 'express';
import { handledEvents } from '../dead-letters/parts';
import { replaying } from '../dead-letters/replaying';
import { deadLetterRoutes } from '../dead-letters/routes';
import type { AnyServiceDefinition, ServiceDefinition } from '../definition';
import type { Route } from '../http/route';
import { joined, serviceRouter } from '../http/router';
import { answerOnce } from './answer-once';
import type { ResolvedOptions } from './service-options';

type Described = Pick<Route, 'method' | 'path' | 'summary' | 'who' | 'answers'>;

/** All that a service serves: its own routes, then those that every service has for its operators. */
export const routesOf = ({ name, routes }: Pick<AnyServiceDefinition, 'name' | 'routes'>): readonly Described[] => [
  ...(routes as readonly Described[]),
  ...deadLetterRoutes(name),
];

/** Serves them in a process with the role `http`; empty in any other. */
export const routerOf = <Parts>(
  definition: Pick<ServiceDefinition<string, Parts>, 'name' | 'routes' | 'subscriptions'>,
  parts: Parts,
  { database, bus, tokens, checkAnswers, logger, roles }: ResolvedOptions<unknown>,
): Router => {
  if (!roles.includes('http')) return joined();
  const kit = { database, tokens, once: answerOnce(database), traceOf: inbox(database).traceOf, checkAnswers };
  const letters = deadLetters(database);
  const operating = { letters, events: handledEvents(definition), replaying: replaying(letters, bus, logger) };
  return joined(
    serviceRouter(definition.routes, { ...kit, parts }, logger),
    serviceRouter(deadLetterRoutes(definition.name), { ...kit, parts: operating }, logger),
  );
};
