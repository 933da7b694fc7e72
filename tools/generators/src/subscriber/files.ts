import type { PartsType } from './menu';
import type { Subscriber } from './subscriber';

/** `on/<event>.ts`: the handler, with nothing in it yet. */
export const handlerFile = ({ definition, event, handler }: Subscriber, parts: PartsType): string => `
import { on } from '@pizzeria/bus';
import { ${definition} } from '@pizzeria/contracts';
import type { ${parts.name} } from '${fromOn(parts.from)}';

/** Say here what ${event} means to this service. All of it happens once, in one transaction, or not at all. */
export const ${handler} = on(${definition}, async (_event, _parts: ${parts.name}) => {});
`;

/** One handler more in a file that has some. */
export const addedHandler = ({ definition, event, handler }: Subscriber, parts: PartsType): string => `
/** Say here what ${event} means to this service. All of it happens once, in one transaction, or not at all. */
export const ${handler} = on(${definition}, async (_event, _parts: ${parts.name}) => {});
`;

/** `on/<event>.<subscription>.int.spec.ts`: the promises that a subscriber gets with its queue. */
export const specFile = ({ definition, event, service, subscription }: Subscriber): string => `
import { ${definition} } from '@pizzeria/contracts';
import { startTestService, type TestService } from '@pizzeria/service/testing';
import { ${service} } from '../service';

describe('${event} in ${service}.${subscription}', () => {
  let running: TestService;
  beforeEach(async () => {
    running = await startTestService(${service}, { subscriptions: ['${subscription}'] });
  });
  afterEach(() => running.stop());

  const handled = () =>
    running.database.sql('inbox').where({ consumer: '${service}.${subscription}', type: ${definition}.type }).pluck('attempts');

  it('is handled once, however often it comes', async () => {
    const id = await running.publishForeign(${definition}, ${definition}.example);
    await running.publishForeign(${definition}, ${definition}.example, { id });
    await running.settled();
    expect(await handled()).toEqual([1]);
    expect(await running.deadLetters()).toEqual([]);
  });
});
`;

/** As the menu says it, seen from \`on/\`. */
const fromOn = (path: string): string => path.replace(/^\.\//, '../');
