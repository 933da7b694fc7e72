import type { IProbe } from 'kubernetes-models/v1/Probe';
import type { Law } from './law';
import { processesOf } from './processes';

/** What is asked of each probe; the paths are those that the management port answers. */
export const probePaths = { startupProbe: '/healthz', livenessProbe: '/healthz', readinessProbe: '/readyz' } as const;

/** Ports and probes are where the process has them; readiness is no matter of life and death. */
export const probes: Law = (rendered) =>
  processesOf(rendered).flatMap(({ workload: { title }, container, config }) => {
    const port = (name: string) => container.ports?.find((each) => each.name === name)?.containerPort;
    const ports = [
      ...(port('http') === config.PORT ? [] : [`port http must be ${config.PORT}`]),
      ...(port('management') === config.MANAGEMENT_PORT ? [] : [`port management must be ${config.MANAGEMENT_PORT}`]),
    ];
    const asked = Object.entries(probePaths).flatMap(([kind, path]) => {
      const { httpGet } = (container[kind as keyof typeof probePaths] ?? {}) as IProbe;
      return httpGet?.path === path && httpGet.port === 'management' ? [] : [`${kind} must ask management for ${path}`];
    });
    const { periodSeconds = 10, failureThreshold = 3 } = container.startupProbe ?? {};
    const patience = periodSeconds * failureThreshold >= 60 ? [] : ['startupProbe must wait for a minute at least'];
    return [...ports, ...asked, ...patience].map((what) => `${title}: ${what}`);
  });
