import { fork } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../workspace';

/**
 * What importing each of these modules starts, by module; empty when importing starts nothing.
 * In a fresh process, from sources, as an app would import them.
 *
 * @param modules package names or absolute paths
 */
export const importAll = (modules: readonly string[]): Promise<Readonly<Record<string, readonly string[]>>> =>
  new Promise((resolve, reject) => {
    const child = fork(join(__dirname, 'main.ts'), [], {
      cwd: root,
      execArgv: ['--import', 'tsx', '--conditions=@pizzeria/source'],
    });
    child.once('message', (found: Record<string, readonly string[]>) => resolve(found));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the importing process ended with ${code} and no answer`)));
    child.send(modules);
  });
