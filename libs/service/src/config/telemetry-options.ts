import type { TelemetryOptions } from '@pizzeria/telemetry';
import type { Logger } from '../logging/logger';
import type { buildSettings, telemetrySettings } from './common-settings';
import type { SettingsOf } from './settings';

/** What a process was told about its telemetry. */
export type TelemetryConfig = SettingsOf<typeof telemetrySettings> & SettingsOf<typeof buildSettings>;

/** The telemetry of a process that was configured so. */
export const telemetryOptions = (service: string, config: TelemetryConfig, logger: Logger): TelemetryOptions => ({
  service,
  version: config.BUILD_VERSION,
  collector: config.OTEL_EXPORTER_OTLP_ENDPOINT,
  resource: config.OTEL_RESOURCE_ATTRIBUTES,
  log: logger,
});
