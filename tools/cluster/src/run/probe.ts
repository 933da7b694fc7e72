import type { IProbe } from 'kubernetes-models/v1/Probe';
import { setTimeout as pause } from 'node:timers/promises';
import type { Container } from '../objects/workloads';
import { docker } from './docker';

/** Who asks: a container in the same network, with node in it. */
export interface Prober {
  readonly container: string;
}

const httpScript = 'fetch(process.argv[1]).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))';
const tcpScript =
  "const [h, p] = process.argv.slice(1); require('net').connect(+p, h).on('connect', () => process.exit(0)).on('error', () => process.exit(1))";

/** Asks once, as the kubelet would. */
const ask = async (probe: IProbe, container: Container, target: string, host: string, prober: Prober) => {
  const portOf = (port: string | number) =>
    typeof port === 'number' ? port : container.ports?.find(({ name }) => name === port)?.containerPort;
  const through = (script: string, ...args: readonly string[]) =>
    docker('exec', prober.container, 'node', '-e', script, ...args);
  if (probe.exec) return docker('exec', target, ...(probe.exec.command ?? []));
  if (probe.tcpSocket) return through(tcpScript, host, String(portOf(probe.tcpSocket.port)));
  if (!probe.httpGet) throw new Error(`The probe of ${container.name} asks nothing.`);
  return through(httpScript, `http://${host}:${portOf(probe.httpGet.port)}${probe.httpGet.path ?? '/'}`);
};

/** Asks until it answers well; undefined, or why it never did within what the probe allows. */
export const probeUntilGood = async (
  probe: IProbe,
  container: Container,
  { target, host, prober }: { readonly target: string; readonly host: string; readonly prober: Prober },
): Promise<string | undefined> => {
  const patience = (probe.initialDelaySeconds ?? 0) + (probe.periodSeconds ?? 10) * (probe.failureThreshold ?? 3);
  const deadline = Date.now() + 1_000 * Math.max(patience, 60);
  for (;;) {
    const { code, output } = await ask(probe, container, target, host, prober);
    if (code === 0) return undefined;
    const { output: state } = await docker('inspect', '--format', '{{.State.Status}} {{.State.ExitCode}}', target);
    if (state.startsWith('exited')) return `it ended: ${state}`;
    if (Date.now() > deadline) return `it does not answer well: ${output}`;
    await pause(500);
  }
};
