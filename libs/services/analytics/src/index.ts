export { metricsTables } from './postgres/metrics';
export { CannotRebuild, rebuildMetrics, type RebuildOptions } from './rebuild/rebuild';
export { analytics } from './service';
