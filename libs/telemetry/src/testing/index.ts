export { testCollector, type TestCollector } from './collector';
export { type SentLog, type SentSpan } from './otlp';
export { renderTrace } from './render-trace';
