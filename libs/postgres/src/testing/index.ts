export * from './database-network';
export * from './fixtures';
export { ownedTestDatabase, type OwnedTestDatabase } from './owned-database';
export { testRun, testServerUrl } from './server';
export * from './stopwatch';
export * from './temporary-server';
export * from './test-database';
