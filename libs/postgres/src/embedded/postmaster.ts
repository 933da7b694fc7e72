import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a running server writes of itself into its data folder. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly socketFolder: string;
}

/** The server that `postmaster.pid` names; undefined when there is none, or it is still being written. */
export const readPostmaster = (data: string): Postmaster | undefined => {
  let text: string;
  try {
    text = readFileSync(join(data, 'postmaster.pid'), 'utf8');
  } catch {
    return undefined;
  }
  const [pid, , , port, socketFolder] = text.split('\n');
  if (!Number(pid) || !Number(port) || !socketFolder) return undefined;
  return { pid: Number(pid), port: Number(port), socketFolder };
};

/** Whether that process lives and is a PostgreSQL on this data: numbers of processes are used again. */
export const isServerOf = (pid: number, data: string): boolean => {
  const { stdout } = spawnSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8', env: { PATH } });
  if (typeof stdout === 'string' && stdout.length > 0) return stdout.includes(data);
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(data);
  } catch {
    return false;
  }
};

const PATH = '/usr/bin:/bin:/usr/sbin:/sbin';
