import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const processes: ChildProcess[] = [];
afterEach(() => processes.splice(0).forEach((child) => child.kill('SIGKILL')));

/** A process of its own whose `main` is this text, run as apps are. */
const processOf = (main: string, environment: Record<string, string> = {}) => {
  const source = `
    const { readConfig, runMain, serveManagement, portSettings } = require('@pizzeria/service');
    const say = (text) => process.stdout.write(text + '\\n');
    const clockStands = (at) => void (performance.now = () => at);
    setInterval(() => undefined, 1000);
    runMain(process.env, async (context) => { ${main} });
  `;
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', '--conditions=@pizzeria/source', '--input-type=commonjs', '-e', source],
    {
      cwd: join(__dirname, '../..'),
      env: { PATH: process.env['PATH'], ...environment },
      stdio: 'pipe',
    },
  );
  processes.push(child);
  const output = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => void (output.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => void (output.err += chunk.toString()));
  const exit = once(child, 'close').then(([code]) => code as number);
  return {
    output,
    exit,
    kill: (signal: NodeJS.Signals) => child.kill(signal),
    said: async (text: string) => {
      while (!output.out.includes(text)) {
        const ended = await Promise.race([once(child.stdout, 'data').then(() => false), exit.then(() => true)]);
        if (ended) throw new Error(`It ended without saying "${text}": ${output.err}`);
      }
    },
  };
};

const threeParts = `
  for (const part of ['database', 'bus', 'http']) context.onStop(async () => say('stopped ' + part));
  say('started');
`;

describe('a process', () => {
  it('stops its parts in the opposite order on SIGTERM and exits 0', async () => {
    const running = processOf(threeParts);
    await running.said('started');
    running.kill('SIGTERM');
    expect(await running.exit).toBe(0);
    expect(running.output.out.trim().split('\n')).toEqual([
      'started',
      'stopped http',
      'stopped bus',
      'stopped database',
    ]);
  });

  it('ends at once on a second signal', async () => {
    const running = processOf(
      `context.onStop(() => {
         clockStands(performance.now() + 1000);
         say('a second later');
         return new Promise(() => undefined);
       });
       say('started');`,
    );
    await running.said('started');
    running.kill('SIGINT');
    await running.said('a second later');
    running.kill('SIGINT');
    expect(await running.exit).toBe(130);
  });

  it('takes the signals of one Ctrl-C, from the terminal and from what started it, for one', async () => {
    const running = processOf(
      `clockStands(performance.now());
       context.onStop(async () => {
         say('stopping');
         await new Promise((resolve) => setTimeout(resolve, 300));
         say('stopped');
       });
       say('started');`,
    );
    await running.said('started');
    running.kill('SIGINT');
    await running.said('stopping');
    running.kill('SIGINT');
    running.kill('SIGTERM');
    expect(await running.exit).toBe(0);
    expect(running.output.out).toContain('stopped');
  });

  it('says in one message what is wrong with its configuration, and exits 1', async () => {
    const running = processOf(
      `context.onStop(() => say('stopped')); readConfig(portSettings({ port: 1, management: 2 }), context.environment);`,
      { PORT: 'eighty', MANAGEMENT_PORT: '-1' },
    );
    expect(await running.exit).toBe(1);
    expect(running.output.err).toMatch(
      /^The configuration cannot be used:\n {2}- PORT: "eighty" .*\n {2}- MANAGEMENT_PORT: "-1" .*\n$/,
    );
    expect(running.output.out).toBe('stopped\n');
  });

  it('says in one message that a port is in use, and exits 1', async () => {
    const running = processOf(`
      const checks = [], metrics = () => undefined;
      const { port } = await serveManagement({ port: 0, checks, metrics });
      say(String(port));
      await serveManagement({ port, checks, metrics });
    `);
    expect(await running.exit).toBe(1);
    const port = running.output.out.trim();
    expect(running.output.err).toBe(
      `Port ${port} for /healthz, /readyz and /metrics is in use. Stop what listens there, or set MANAGEMENT_PORT to another port.\n`,
    );
  });

  it('shows the stack of what nobody foresaw, stops its parts and exits 1', async () => {
    const running = processOf(`${threeParts} void Promise.reject(new TypeError('unforeseen'));`);
    expect(await running.exit).toBe(1);
    expect(running.output.err).toContain('TypeError: unforeseen\n    at ');
    expect(running.output.out).toContain('stopped database');
  });

  it.each([
    ['a rejection', `void Promise.reject(new TypeError('unforeseen'))`],
    ['an exception', `setImmediate(() => { throw new TypeError('unforeseen'); })`],
  ])('shows what nobody foresaw while it stops, too, stops its other parts and exits 1: %s', async (_, happens) => {
    const running = processOf(`
      ${threeParts}
      context.onStop(async () => {
        ${happens};
        for (let turn = 0; turn < 3; turn += 1) await new Promise(setImmediate);
      });
    `);
    await running.said('started');
    running.kill('SIGTERM');
    expect(await running.exit).toBe(1);
    expect(running.output.err).toContain('TypeError: unforeseen\n    at ');
    expect(running.output.out).toContain('stopped database');
  });

  it('is not to blame when its start gives up because it was stopped', async () => {
    const running = processOf(`
      const stopped = new Promise((_, reject) => context.stopping.addEventListener('abort', () => reject(new Error('given up'))));
      say('starting');
      await stopped;
    `);
    await running.said('starting');
    running.kill('SIGTERM');
    expect(await running.exit).toBe(0);
    expect(running.output.err).toBe('');
  });
});
