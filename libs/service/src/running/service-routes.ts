import { deadLetters, inbox } from '@pizzeria/postgres';
import type { Router } from 'express';
import { handledEvents } from '../dead-letters/parts';
import { replaying } from '../dead-letters/replaying';
import { deadLetterRoutes } from '../dead-letters/routes';
import type { AnyServiceDefinition, ServiceDefinition } from '../definition';
import type { DescribedRoute } from '../http/openapi';
import { openApiRoute } from '../http/openapi-route';
import { joined, serviceRouter } from '../http/router';
import { subjectEventsRoute } from '../operations/subject-events';
import { answerOnce } from './answer-once';
import type { ResolvedOptions } from './service-options';

type Definition = Pick<AnyServiceDefinition, 'name' | 'routes'>;

/** All that a service serves: its document, its own routes, then those that every service has for its operators. */
export const routesOf = ({ name, routes }: Definition): readonly DescribedRoute[] => {
  const all: readonly DescribedRoute[] = [
    openApiRoute(name, () => all),
    ...(routes as readonly DescribedRoute[]),
    ...deadLetterRoutes(name),
    subjectEventsRoute(name),
  ];
  return all;
};

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
  const { name } = definition;
  const document = openApiRoute(name, () => routesOf(definition as unknown as Definition));
  return joined(
    // First: a service may have a route for any name in its place, such as `/api/orders/:id`.
    serviceRouter([document], { ...kit, parts: {} }, logger),
    serviceRouter(definition.routes, { ...kit, parts }, logger),
    serviceRouter(deadLetterRoutes(name), { ...kit, parts: operating }, logger),
    serviceRouter([subjectEventsRoute(name)], { ...kit, parts: { database } }, logger),
  );
};
