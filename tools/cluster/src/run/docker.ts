import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What a command of the engine said, and how it ended. */
export interface Said {
  readonly code: number;
  readonly output: string;
}

/** Runs `docker`; a command that fails is an answer, an engine that is not there an error. */
export const docker = async (...args: readonly string[]): Promise<Said> => {
  try {
    const { stdout, stderr } = await run('docker', [...args], { maxBuffer: 64 * 1024 * 1024 });
    return { code: 0, output: `${stdout}${stderr}`.trim() };
  } catch (error) {
    const { code, stdout = '', stderr = '' } = error as { code?: unknown; stdout?: string; stderr?: string };
    if (typeof code !== 'number') throw new Error('There is no docker on the path.', { cause: error });
    return { code, output: `${stdout}${stderr}`.trim() };
  }
};

/** The same, but a command that fails throws what it said. */
export const mustDocker = async (...args: readonly string[]): Promise<string> => {
  const { code, output } = await docker(...args);
  if (code !== 0) throw new Error(`docker ${args[0]} failed: ${output}`);
  return output;
};
