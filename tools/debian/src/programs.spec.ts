import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { debianProgram, fetchDebianPrograms } from './programs';
import { describeWithProgram } from './testing';

describe('a program that is not on npm', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'programs-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const aProgram = (name: string) => {
    const path = join(folder, name);
    writeFileSync(path, '#!/bin/sh\n');
    chmodSync(path, 0o755);
    return path;
  };

  it('is the one that its variable names, before the one on the path', () => {
    const [named, found] = [aProgram('mine'), aProgram('kubectl')];
    const env = { PATH: folder, XDG_CACHE_HOME: join(folder, 'nothing') };
    expect(debianProgram('kubectl', env)).toBe(found);
    expect(debianProgram('kubectl', { ...env, PIZZERIA_KUBECTL: named })).toBe(named);
  });

  it('is none where there is none, and a machine that cannot fetch it is told so', async () => {
    const env = { PATH: '', XDG_CACHE_HOME: folder, DEBIAN_MIRROR: `file:${folder}/no-mirror` };
    const said: string[] = [];
    await fetchDebianPrograms({ env, say: (line) => void said.push(line) });
    expect(said.filter((line) => line.includes('could not be fetched'))).toHaveLength(3);
    expect(debianProgram('promtool', env)).toBeUndefined();
  });
});

describeWithProgram('kubectl', 'kubectl', (kubectl) => {
  it('renders kustomizations with components', () => {
    const { clientVersion } = JSON.parse(
      execFileSync(kubectl, ['version', '--client', '--output', 'json'], { encoding: 'utf8' }),
    ) as { clientVersion: { gitVersion: string } };
    expect(Number(/^v1\.(\d+)/.exec(clientVersion.gitVersion)?.[1])).toBeGreaterThanOrEqual(21);
  });
});

describeWithProgram('promtool', 'promtool', (promtool) => {
  it('says its version', () => {
    expect(execFileSync(promtool, ['--version'], { encoding: 'utf8' })).toMatch(/promtool, version/);
  });
});
