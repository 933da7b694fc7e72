import type { Fixture } from './lint/fixture';

/** Code that must be refused, or allowed, at this path. */
export interface Probe extends Fixture {
  readonly that: string;
  /** Parts of `rule: message`, one a finding that must be among those found; none when it is allowed. */
  readonly by: readonly string[];
}

const probe = (that: string, path: string, code: string, ...by: string[]): Probe => ({ that, path, code, by });
const uses = (name: string, from: string) => `import { ${name} } from '${from}';\nexport const it = () => ${name};\n`;

const boundary = (sentence: string) => `@nx/enforce-module-boundaries: ${sentence}`;
const onlyDependOn = (tag: string) => boundary(`A project tagged with "${tag}" can only depend on libs tagged with`);
const imports = (message: string) => `no-restricted-imports: ${message}`;
const orders = 'libs/services/orders/src';
const inDomain = (that: string, code: string, by: string) => probe(that, `${orders}/domain/probe.ts`, code, by);
const portWall = 'Say what you need as a port';

const betweenProjects: readonly Probe[] = [
  probe(
    'a service imports another service',
    `${orders}/probe.ts`,
    uses('kitchen', '@pizzeria/kitchen'),
    onlyDependOn('type:service'),
    'Services meet only over the bus',
  ),
  probe(
    'a service reaches into another by path',
    `${orders}/probe.ts`,
    uses('kitchen', '../../kitchen/src/service'),
    boundary('Projects cannot be imported by a relative or absolute path'),
  ),
  probe(
    'a service chooses a transport',
    `${orders}/probe.ts`,
    uses('rabbitMqBus', '@pizzeria/bus-rabbitmq'),
    onlyDependOn('type:service'),
    'chosen in apps/',
  ),
  probe(
    'a service imports what a package does not show',
    `${orders}/probe.ts`,
    uses('personal', '@pizzeria/bus/src/personal'),
    imports("'@pizzeria/bus/src/personal' import is restricted"),
    'Import what the package shows',
  ),
  probe('a service starts telemetry', `${orders}/probe.ts`, uses('start', '@pizzeria/telemetry'), 'chosen in apps/'),
  probe('a service speaks AMQP', `${orders}/probe.ts`, uses('connect', 'amqplib'), 'Only libs/bus-rabbitmq'),
  probe(
    'an app starts the service of another',
    'apps/orders/src/probe.ts',
    uses('kitchen', '@pizzeria/kitchen'),
    onlyDependOn('scope:orders'),
  ),
  probe(
    'an app imports an app',
    'apps/pizzeria/src/probe.ts',
    uses('main', '../../orders/src/main'),
    boundary('Projects cannot be imported by a relative or absolute path'),
  ),
  probe('an app speaks AMQP', 'apps/orders/src/probe.ts', uses('connect', 'amqplib'), 'Only libs/bus-rabbitmq'),
  probe(
    'the bus knows the events of the pizzeria',
    'libs/bus/src/probe.ts',
    uses('OrderPlaced', '@pizzeria/contracts'),
    boundary('Circular dependency between "@pizzeria/bus" and "@pizzeria/contracts"'),
  ),
  probe(
    'the bus knows a platform package',
    'libs/bus/src/probe.ts',
    uses('startTelemetry', '@pizzeria/telemetry'),
    boundary('A project tagged with "type:kernel" cannot depend on any libs'),
  ),
  probe(
    'the RabbitMQ bus knows the events of the pizzeria',
    'libs/bus-rabbitmq/src/probe.ts',
    uses('OrderPlaced', '@pizzeria/contracts'),
    onlyDependOn('type:transport'),
  ),
  ...['postgres', 'service', 'telemetry'].map((platform) =>
    probe(
      `${platform} knows the events of the pizzeria`,
      `libs/${platform}/src/probe.ts`,
      uses('OrderPlaced', '@pizzeria/contracts'),
      onlyDependOn('type:platform'),
    ),
  ),
  probe(
    'the service kit chooses a transport',
    'libs/service/src/probe.ts',
    uses('rabbitMqBus', '@pizzeria/bus-rabbitmq'),
    onlyDependOn('type:platform'),
  ),
  probe(
    'the contracts know the service kit',
    'libs/contracts/src/probe.ts',
    uses('defineService', '@pizzeria/service'),
    onlyDependOn('type:contract'),
  ),
  probe('the bus knows a database', 'libs/bus/src/probe.ts', uses('Pool', 'pg'), imports("'pg'"), 'The bus is a port'),
  probe(
    'a package is used that package.json does not name',
    'libs/bus/src/probe.ts',
    uses('parse', 'semver'),
    boundary('Only packages defined in the "package.json" can be imported'),
  ),
];

const theDomain: readonly Probe[] = [
  inDomain('the domain imports a package', uses('z', 'zod'), 'take the rest as an argument'),
  inDomain('the domain imports a built-in of Node', uses('randomUUID', 'node:crypto'), 'take the rest as an argument'),
  inDomain('the domain imports the bus', uses('on', '@pizzeria/bus'), 'take the rest as an argument'),
  inDomain('the domain imports a use case', uses('placeOrder', '../use-cases/place'), 'take the rest as an argument'),
  inDomain('the domain hides its way out', uses('x', './../postgres/x'), 'take the rest as an argument'),
  inDomain('the domain re-exports from outside', "export * from '../http/routes';\n", 'take the rest as an argument'),
  inDomain('the domain imports late', "export const it = () => import('pg');\n", 'Import at the top of the file'),
  inDomain('the domain imports in a type', "export type It = import('knex').Knex;\n", 'Import at the top of the file'),
  inDomain('the domain asks the clock', 'export const it = () => Date.now();\n', 'given its time'),
  inDomain('the domain makes a time of now', 'export const it = () => new Date();\n', 'given its time'),
  inDomain('the domain writes down now', 'export const it = () => Date();\n', 'given its time'),
  inDomain('the domain draws lots', 'export const it = () => Math.random();\n', 'given its time'),
  inDomain('the domain makes its own ids', 'export const it = () => crypto.randomUUID();\n', 'given its time'),
  inDomain('the domain reads the process', 'export const it = () => process.pid;\n', 'given its time'),
  inDomain('the domain waits', 'export const it = () => setTimeout(() => undefined, 1);\n', 'given its time'),
  inDomain('the domain calls out', "export const it = () => fetch('/');\n", 'given its time'),
];

const inwards: readonly Probe[] = ['use-cases', 'on'].flatMap((room) => [
  ...['express', 'knex', 'pg', 'nodemailer', 'twilio'].map((technology) =>
    probe(`${room}/ imports ${technology}`, `${orders}/${room}/probe.ts`, uses('it_', technology), portWall),
  ),
  probe(`${room}/ imports amqplib`, `${orders}/${room}/probe.ts`, uses('connect', 'amqplib'), portWall),
  probe(
    `${room}/ imports the type of a technology`,
    `${orders}/${room}/probe.ts`,
    "import type { Knex } from 'knex';\nexport type It = Knex;\n",
    portWall,
  ),
  probe(
    `${room}/ reaches for an adapter`,
    `${orders}/${room}/probe.ts`,
    uses('postgresOrders', '../postgres/orders'),
    'Depend on the port in use-cases/',
  ),
  probe(
    `${room}/ imports late`,
    `${orders}/${room}/probe.ts`,
    "export const it = () => import('twilio');\n",
    'Import at the top of the file',
  ),
]);

const rooms: readonly Probe[] = [
  probe('http/ speaks SQL', `${orders}/http/probe.ts`, uses('knex', 'knex'), 'Call a use case or a port'),
  probe('postgres/ answers HTTP', `${orders}/postgres/probe.ts`, uses('Router', 'express'), 'HTTP belongs into http/'),
];

const environmentAndStart: readonly Probe[] = [
  ...['bus', 'service', 'contracts', 'services/orders'].map((library) =>
    probe(
      `libs/${library} reads the environment`,
      `libs/${library}/src/probe.ts`,
      'export const it = () => process.env.HOME;\n',
      'The environment is read in apps/ only',
    ),
  ),
  probe(
    'a library takes the environment out of the process',
    'libs/service/src/probe.ts',
    'export const it = () => {\n  const { env } = process;\n  return env;\n};\n',
    'The environment is read in apps/ only',
  ),
  probe(
    'a library imports the environment',
    'libs/service/src/probe.ts',
    uses('env', 'node:process'),
    'The environment is read in apps/ only',
  ),
  ...['libs/service/src/probe.ts', `${orders}/probe.ts`, `${orders}/domain/probe.ts`, 'apps/orders/src/probe.ts'].map(
    (path) =>
      probe(
        `importing ${path} starts something`,
        path,
        'const start = () => undefined;\nstart();\n',
        'Importing starts nothing',
      ),
  ),
];

const everywhere: readonly Probe[] = [
  probe('a thing is exported without a name', `${orders}/probe.ts`, 'export default 1;\n', 'Export by name'),
  probe('any is said', `${orders}/probe.ts`, 'export const it = (x: any) => String(x);\n', 'no-explicit-any'),
  probe(
    'a rule is switched off in a comment',
    `${orders}/probe.ts`,
    '/* eslint-disable */\nexport const it = (x: any) => String(x);\n',
    'no-explicit-any',
    'no-warning-comments',
  ),
  probe(
    'a signal is joined of others that may be collected',
    'libs/service/src/probe.ts',
    'export const it = (s: AbortSignal) => AbortSignal.any([s, AbortSignal.timeout(1)]);\n',
    'use `within` of @pizzeria/bus',
  ),
  probe(
    'work is left for later',
    `${orders}/probe.ts`,
    '// TODO: price it\nexport const it = 1;\n',
    'no-warning-comments',
  ),
];

export const refused: readonly Probe[] = [
  ...betweenProjects,
  ...theDomain,
  ...inwards,
  ...rooms,
  ...environmentAndStart,
  ...everywhere,
];

export const allowed: readonly Probe[] = [
  probe('a service uses the kit', `${orders}/probe.ts`, uses('defineService', '@pizzeria/service')),
  probe('a service handles a contract', `${orders}/on/probe.ts`, uses('OrderReady', '@pizzeria/contracts')),
  probe('the domain states an event', `${orders}/domain/probe.ts`, uses('OrderPlaced', '@pizzeria/contracts')),
  probe('the domain uses its own files', `${orders}/domain/probe.ts`, uses('place', './place')),
  probe(
    'the domain reads a time it is given',
    `${orders}/domain/probe.ts`,
    'export const it = (s: string) => new Date(s);\n',
  ),
  probe('a use case uses its ports and the domain', `${orders}/use-cases/probe.ts`, uses('x', '../domain/x')),
  probe('a handler calls a use case', `${orders}/on/probe.ts`, uses('x', '../use-cases/x')),
  probe('an entry point of the tools acts', 'tools/local/src/run-probe.ts', 'const run = () => 1;\nrun();\n'),
  probe('postgres/ speaks SQL', `${orders}/postgres/probe.ts`, uses('knex', 'knex')),
  probe('an app chooses a transport', 'apps/orders/src/probe.ts', uses('rabbitMqBus', '@pizzeria/bus-rabbitmq')),
  probe('an app reads the environment', 'apps/orders/src/probe.ts', 'export const it = () => process.env.HOME;\n'),
  probe('an app starts in main.ts', 'apps/orders/src/main.ts', 'const start = () => undefined;\nstart();\n'),
  probe('the composition holds all services', 'apps/pizzeria/src/probe.ts', uses('kitchen', '@pizzeria/kitchen')),
  probe('the RabbitMQ bus speaks AMQP', 'libs/bus-rabbitmq/src/probe.ts', uses('connect', 'amqplib')),
  probe('a test of the domain draws what it likes', `${orders}/domain/probe.spec.ts`, uses('property', 'fast-check')),
];
