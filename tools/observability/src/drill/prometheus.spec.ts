import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPrometheus } from './prometheus';

describe('a Prometheus that does not start', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'no-prometheus-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const start = (program: string) =>
    startPrometheus(
      program,
      { folder, fleet: { copies: [] }, broker: { metricsUrl: 'http://127.0.0.1:1/metrics' } },
      30,
    );

  it('is reported at once, with its exit code', async () => {
    const program = join(folder, 'prometheus.sh');
    writeFileSync(program, '#!/bin/sh\nexit 3\n');
    chmodSync(program, 0o755);
    await expect(start(program)).rejects.toThrow('Prometheus ended with code 3.');
  });

  it('is reported at once when there is no such program', async () => {
    await expect(start(join(folder, 'none'))).rejects.toThrow('Prometheus ended with code -2.');
  });
});
