import { PrometheusExporter } from '@opentelemetry/exporter-prometheus';
import { AggregationTemporality, InstrumentType } from '@opentelemetry/sdk-metrics';

/**
 * Answers a scrape. A gauge that is observed no more is shown no more: what a relay that leads no longer saw of the
 * outbox last, or a gauge of a database that is away, would else be shown for ever.
 */
export class ScrapedMetrics extends PrometheusExporter {
  constructor() {
    super({ preventServerStart: true });
  }

  override selectAggregationTemporality(type: InstrumentType): AggregationTemporality {
    // Of a gauge there is nothing to add up: the difference is that the past is forgotten.
    return type === InstrumentType.OBSERVABLE_GAUGE ? AggregationTemporality.DELTA : AggregationTemporality.CUMULATIVE;
  }
}
