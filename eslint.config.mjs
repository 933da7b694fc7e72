import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

/* ---- Who may depend on whom: projects --------------------------------------------------------------- */

const services = ['orders', 'kitchen', 'inventory', 'notifications', 'analytics'];
const may = (sourceTag, ...onlyDependOnLibsWithTags) => ({ sourceTag, onlyDependOnLibsWithTags });

/** A tag that stands here and on no project, or the other way round, is found by tools/architecture. */
const depConstraints = [
  may('type:kernel'),
  may('type:contract', 'type:kernel'),
  may('type:platform', 'type:kernel', 'type:platform'),
  may('type:transport', 'type:kernel', 'type:platform'),
  may('type:service', 'type:kernel', 'type:contract', 'type:platform'),
  may('type:app', 'type:kernel', 'type:contract', 'type:platform', 'type:transport', 'type:service'),
  may('type:web', 'type:kernel', 'type:contract'),
  may('type:tool', 'type:kernel', 'type:contract', 'type:platform', 'type:transport', 'type:service', 'type:tool'),
  may('scope:shared', 'scope:shared'),
  ...services.map((service) => may(`scope:${service}`, `scope:${service}`, 'scope:shared')),
  may('scope:composition', '*'),
];

/* ---- Who may import what: folders and packages ------------------------------------------------------ */

const refuse = (regex, message) => ({ regex, message });
const packages = (...names) => `^(${names.join('|')})(/|$)`;

const processModule = refuse(
  '^(node:)?process$',
  'The environment is read in apps/ only: take a setting as an argument, described in the service definition.',
);
const amqplib = refuse(
  packages('amqplib'),
  'Only libs/bus-rabbitmq speaks AMQP: use the Bus of @pizzeria/bus, which an app gives you.',
);
const otherPlatform = refuse(
  packages('@pizzeria/bus-rabbitmq', '@pizzeria/telemetry', '@pizzeria/identity'),
  'A service sees bus, contracts, service and postgres; transport, telemetry and identity are chosen in apps/.',
);
const anotherService = refuse(
  packages(...services.map((service) => `@pizzeria/${service}`)),
  'Services meet only over the bus: handle the event of the other service, from @pizzeria/contracts.',
);
const outsideWorld = refuse(
  packages('express', 'knex', 'pg', 'amqplib', 'nodemailer', 'twilio'),
  'Say what you need as a port (an interface in use-cases/) and implement it in the folder named after this technology.',
);
const adapters = refuse(
  '^\\.\\./(?!domain/|use-cases/|on/)[^/]+/',
  'Depend on the port in use-cases/; service.ts hands you the adapter.',
);
const http = refuse(packages('express', 'helmet'), 'HTTP belongs into http/ and libs/service.');
const database = refuse(packages('knex', 'pg'), 'Call a use case or a port; only postgres/ and migrations speak SQL.');
const onlyContracts = refuse(
  '^(?!\\./(?!.*\\.\\./)|@pizzeria/contracts$)',
  'The domain may import its own files and @pizzeria/contracts, nothing else: take the rest as an argument.',
);
const noTechnology = refuse(
  packages('express', 'knex', 'pg', 'amqplib', 'nodemailer', 'twilio', 'helmet', 'pino', 'jose'),
  'The bus is a port: it knows no database, no broker and no web. Put this into the package named after it.',
);

const deepImport = refuse(
  '^@pizzeria/[^/]+/(?!testing$)',
  'Import what the package shows, from its name alone; what it does not show is its own: export it from its index.ts, if others need it.',
);
const imports = (...patterns) => ({ 'no-restricted-imports': ['error', { patterns: [deepImport, ...patterns] }] });

/* ---- What may not be written ------------------------------------------------------------------------ */

const forbid = (selector, message) => ({ selector, message });

const named = forbid(
  'ExportDefaultDeclaration, ExportNamedDeclaration > ExportSpecifier[exported.name="default"]',
  'Export by name: a thing is called the same wherever it is used.',
);
const startsNothing = forbid(
  'Program > ExpressionStatement:not([directive]), Program > AwaitExpression, Program > ForOfStatement[await=true]',
  'Importing starts nothing: put this into a function, and let main.ts call it.',
);
const lateImport = forbid(
  'ImportExpression, TSImportType',
  'Import at the top of the file, where the walls are checked and a reader looks.',
);
const given = 'The domain is given its time, ids and settings: take this as an argument.';
const clockless = [
  forbid('NewExpression[callee.name="Date"][arguments.length=0]', given),
  forbid('CallExpression[callee.name="Date"]', given),
];
const syntax = (...rules) => ({ 'no-restricted-syntax': ['error', ...rules] });

const environment = {
  object: 'process',
  property: 'env',
  message: 'The environment is read in apps/ only: take a setting as an argument, described in the service definition.',
};
const collectable = {
  object: 'AbortSignal',
  property: 'any',
  message: 'Node may collect the sources of such a signal, timers too: use `within` of @pizzeria/bus.',
};
const properties = (...rules) => ({ 'no-restricted-properties': ['error', environment, collectable, ...rules] });

const ambient = ['process', 'performance', 'crypto', 'fetch', 'setTimeout', 'setInterval', 'setImmediate', 'console'];
const tests = ['**/*.spec.ts', '**/testing/**/*.ts'];
/** What npm scripts and images start: the only files that act when they are read. */
const entryPoints = ['**/main.ts', 'tools/local/src/{run-*,serve}.ts'];
const service = 'libs/services/*/src';

export default tseslint.config(
  { ignores: ['**/dist', '**/node_modules', '.nx', '**/*.cjs', 'eslint.config.mjs'] },
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
  ...tseslint.configs.strict.map((config) => ({ ...config, files: ['**/*.ts', '**/*.tsx'] })),
  {
    files: ['**/*.ts', '**/*.tsx'],
    plugins: { '@nx': nx },
    rules: {
      ...prettier.rules,
      'no-warning-comments': [
        'error',
        { terms: ['eslint-disable', '@ts-nocheck', 'todo', 'fixme'], location: 'anywhere' },
      ],
      // A handler may answer at once or later: Promise<void> | void.
      '@typescript-eslint/no-invalid-void-type': 'off',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@nx/enforce-module-boundaries': ['error', { allow: [], banTransitiveDependencies: true, depConstraints }],
      ...syntax(named),
      ...imports(),
    },
  },
  {
    files: ['apps/**/*.ts', 'tools/**/*.ts'],
    ignores: entryPoints,
    rules: syntax(named, startsNothing),
  },
  {
    files: ['apps/**/*.ts'],
    rules: imports(amqplib),
  },
  {
    files: ['libs/**/*.ts'],
    rules: {
      'no-console': 'error',
      ...imports(processModule, amqplib),
      ...properties(),
      ...syntax(named, startsNothing),
    },
  },
  { files: ['libs/bus/src/**/*.ts'], rules: imports(processModule, noTechnology) },
  { files: ['libs/bus-rabbitmq/src/**/*.ts'], rules: imports(processModule) },
  {
    files: [`${service}/**/*.ts`],
    rules: {
      ...imports(processModule, amqplib, otherPlatform, anotherService),
    },
  },
  {
    files: [`${service}/http/**/*.ts`],
    rules: imports(processModule, amqplib, otherPlatform, anotherService, database),
  },
  {
    files: [`${service}/postgres/**/*.ts`],
    rules: imports(processModule, amqplib, otherPlatform, anotherService, http),
  },
  {
    files: [`${service}/use-cases/**/*.ts`, `${service}/on/**/*.ts`],
    rules: {
      ...imports(processModule, otherPlatform, anotherService, outsideWorld, adapters),
      ...syntax(named, startsNothing, lateImport),
    },
  },
  {
    files: [`${service}/domain/**/*.ts`],
    rules: {
      ...imports(onlyContracts),
      ...syntax(named, startsNothing, lateImport, ...clockless),
      ...properties(
        { object: 'Date', property: 'now', message: given },
        { object: 'Math', property: 'random', message: given },
      ),
      'no-restricted-globals': ['error', ...ambient.map((name) => ({ name, message: given }))],
    },
  },
  {
    files: tests,
    rules: {
      ...syntax(named),
      'no-console': 'off',
      'no-restricted-imports': 'off',
      'no-restricted-properties': 'off',
      'no-restricted-globals': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
);
