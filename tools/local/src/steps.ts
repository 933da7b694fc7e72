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

/** Runs a command to its end, with what it says as it comes or at its end; one that cannot be started has failed. */
export function runStep(
  step: Step,
  env: NodeJS.ProcessEnv,
  shown: 'as it comes' | 'at its end' = 'as it comes',
): Promise<StepResult> {
  const started = performance.now();
  const title = `\n== ${step.name}: ${step.command} ${step.args.join(' ')}\n`;
  const output = shown === 'at its end' ? 'pipe' : 'inherit';
  if (output === 'inherit') process.stdout.write(title);
  return new Promise((resolve) => {
    const said: Buffer[] = [];
    const end = (passed: boolean) => {
      if (output === 'pipe') process.stdout.write(`${title}${Buffer.concat(said).toString()}`);
      resolve({ name: step.name, passed, seconds: Math.round((performance.now() - started) / 1000) });
    };
    const child = spawn(step.command, [...step.args], { env, stdio: ['ignore', output, output] });
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => void said.push(chunk));
    child.once('error', (error) => {
      process.stderr.write(`${step.name} could not be started: ${error.message}\n`);
      end(false);
    });
    child.once('close', (code) => end(code === 0));
  });
}

/** Runs commands at the same time; what each of them said is shown when it has ended, not one between another's lines. */
export function runTogether(steps: readonly Step[], env: NodeJS.ProcessEnv): Promise<readonly StepResult[]> {
  process.stdout.write(`\n== at the same time: ${steps.map(({ name }) => name).join(', ')}\n`);
  return Promise.all(steps.map((step) => runStep(step, env, 'at its end')));
}

/** One line a step, failures last to be seen. */
export function summary(results: readonly StepResult[]): string {
  const ordered = [...results].sort((a, b) => Number(b.passed) - Number(a.passed));
  return ordered.map((r) => `${r.passed ? 'passed' : 'FAILED'}  ${r.name} (${r.seconds} s)`).join('\n');
}
