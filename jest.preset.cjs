/**
 * What every project's tests have in common: TypeScript through swc, workspace packages from their sources.
 * The suffix of a file is a promise: `.spec.ts` needs nothing, `.int.spec.ts` a real PostgreSQL or RabbitMQ,
 * `.e2e.spec.ts` the whole composition, `.long.spec.ts` takes longer than a coffee (`TEST_LONG=1` runs only those).
 */
const long = process.env.TEST_LONG === '1';

// Pact would report its use to its makers.
process.env.PACT_DO_NOT_TRACK = 'true';

/** No test is judged by its speed: this only ends one that hangs, on the slowest of machines. */
const hangsAfterMs = 120_000;

/** @param {string} name the package's name, @param {{ services?: boolean }} needs `services`: PostgreSQL or RabbitMQ */
module.exports = (name, needs = {}) => ({
  displayName: name,
  testEnvironment: 'node',
  testMatch: [long ? '**/*.long.spec.ts' : '**/*.spec.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', ...(long ? [] : ['\\.long\\.spec\\.ts$'])],
  modulePathIgnorePatterns: ['/dist/'],
  transform: {
    '^.+\\.[cm]?[jt]s$': [
      '@swc/jest',
      {
        jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
        module: { type: 'commonjs' },
        sourceMaps: 'inline',
      },
    ],
  },
  // ESM-only packages that jest must see as CommonJS, and one that imports while it runs.
  transformIgnorePatterns: [
    '/node_modules/(?!(.*/node_modules/)?(jose|uuidv7|uuid|@hyperjump/[^/]+|just-curry-it|temporal-polyfill|temporal-utils|https-proxy-agent|agent-base|proxy-agent-negotiate|@opentelemetry/otlp-exporter-base)/)',
  ],
  testEnvironmentOptions: { customExportConditions: ['@pizzeria/source', 'node', 'require', 'default'] },
  testTimeout: hangsAfterMs,
  ...(needs.services ? { globalSetup: require.resolve('./jest.services.cjs') } : {}),
});

module.exports.hangsAfterMs = hangsAfterMs;
