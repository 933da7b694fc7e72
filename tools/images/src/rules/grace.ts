/** After the handlers: the relay's batch and the connections (10 s), then what telemetry has left (5 s). */
export const afterDrainSeconds = 10 + 5;
