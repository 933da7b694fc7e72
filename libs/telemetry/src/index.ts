export * from './in-memory';
export * from './runtime-metrics';
export * from './start-telemetry';
