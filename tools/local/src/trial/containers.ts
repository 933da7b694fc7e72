import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { until } from './trial';

const run = promisify(execFile);

/** The key that staff of the containers' pizzeria sign with, and what the other files there are. */
export const staffKeyFile = 'deploy/secrets/staff-key.json';

const docker = async (...args: readonly string[]): Promise<string> => {
  const { stdout } = await run('docker', args, { maxBuffer: 16 * 1024 * 1024 });
  return stdout.trim();
};

/** Runs `docker compose` on the docker-compose.yml of the working directory. Throws with what it said. */
export const compose = (...args: readonly string[]): Promise<string> => docker('compose', ...args);

/** Starts what is not up, of images that are built when they are not there, and waits until it is healthy. */
export const composeUp = async (say: (line: string) => void): Promise<void> => {
  if (!existsSync(staffKeyFile)) throw new Error('There are no secrets for the containers yet: npm run secrets');
  const began = Date.now();
  await compose('up', '--detach', '--wait');
  say(`all containers are healthy after ${((Date.now() - began) / 1000).toFixed(1)} s`);
};

/** Ids of a service's running containers. */
export const containersOf = async (service: string): Promise<readonly string[]> => {
  const ids = await compose('ps', '--quiet', '--status', 'running', service);
  return ids === '' ? [] : ids.split('\n');
};

/** Ends a service's containers as a crash would, and starts them again. Resolves when they are healthy. */
export const killAndStart = async (service: string): Promise<void> => {
  await compose('kill', service);
  await compose('start', service);
  await healthy(service);
};

/**
 * Replaces a service's container without a moment without one: a second one beside it, then the first one is told to
 * stop and given its time.
 */
export const replace = async (service: string): Promise<void> => {
  const before = await containersOf(service);
  const scale = `${service}=${before.length + 1}`;
  await compose('up', '--detach', '--no-deps', '--no-recreate', '--scale', scale, service);
  await healthy(service);
  await docker('stop', ...before);
  await docker('rm', ...before);
};

const healthy = (service: string): Promise<void> =>
  until(`${service} to be healthy`, 120_000, async () => {
    const ids = await containersOf(service);
    if (ids.length === 0) return false;
    const states = await docker('inspect', '--format', '{{.State.Health.Status}}', ...ids);
    return states.split('\n').every((state) => state === 'healthy');
  });
