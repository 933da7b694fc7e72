import { spawn } from 'node:child_process';

/** One command of a run, with the name it is reported under. */
export interface Step {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
}

export interface StepResult {
  readonly name: string;
  readonly passed: boolean;
  readonly seconds: number;
}

/** Runs a command with this terminal's output, to its end; a command that cannot be started has failed. */
export function runStep(step: Step, env: NodeJS.ProcessEnv): Promise<StepResult> {
  const started = performance.now();
  process.stdout.write(`\n== ${step.name}: ${step.command} ${step.args.join(' ')}\n`);
  return new Promise((resolve) => {
    const end = (passed: boolean) =>
      resolve({ name: step.name, passed, seconds: Math.round((performance.now() - started) / 1000) });
    const child = spawn(step.command, [...step.args], { env, stdio: ['ignore', 'inherit', 'inherit'] });
    child.once('error', (error) => {
      process.stderr.write(`${step.name} could not be started: ${error.message}\n`);
      end(false);
    });
    child.once('close', (code) => end(code === 0));
  });
}

/** One line a step, failures last to be seen. */
export function summary(results: readonly StepResult[]): string {
  const ordered = [...results].sort((a, b) => Number(b.passed) - Number(a.passed));
  return ordered.map((r) => `${r.passed ? 'passed' : 'FAILED'}  ${r.name} (${r.seconds} s)`).join('\n');
}
