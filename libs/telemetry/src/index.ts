export * from './in-memory';
export * from './start-telemetry';
