import { fork } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../workspace';
import type { Finding, Fixture } from './fixture';

type Answer = { readonly findings: readonly (readonly Finding[])[] } | { readonly error: string };

/**
 * What the linter finds in each fixture. In a process of its own, because ESLint loads its configuration as an
 * ES module, which jest does not do; and without the Nx daemon, so that nothing is left behind.
 */
export const lintFixtures = (fixtures: readonly Fixture[]): Promise<readonly (readonly Finding[])[]> =>
  new Promise((resolve, reject) => {
    const child = fork(join(__dirname, 'main.ts'), [], {
      cwd: root,
      env: { ...process.env, NX_DAEMON: 'false' },
      execArgv: ['--import', 'tsx', '--conditions=@pizzeria/source'],
      silent: true,
    });
    let output = '';
    child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.once('message', (answer: Answer) =>
      'error' in answer ? reject(new Error(answer.error)) : resolve(answer.findings),
    );
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the linter ended with ${code} and no answer: ${output}`)));
    child.send(fixtures);
  });
