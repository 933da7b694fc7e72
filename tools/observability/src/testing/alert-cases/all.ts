import { brokerExamples } from './broker';
import { busExamples } from './bus';
import { clusterExamples } from './cluster';
import { outboxExamples } from './outbox';
import { processExamples } from './processes';
import { shopExamples } from './shop';
import { telemetryExamples } from './telemetry';
import type { ExamplesByAlert } from './examples';

/** Of every alert but those that have no condition. */
export const alertExamples: ExamplesByAlert = {
  ...busExamples,
  ...outboxExamples,
  ...brokerExamples,
  ...processExamples,
  ...telemetryExamples,
  ...shopExamples,
  ...clusterExamples,
};
