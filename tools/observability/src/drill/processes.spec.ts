import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { againAndAgain, starve } from './processes';

const aProcess = async () => {
  const child = spawn(process.execPath, ['-e', 'console.log("up"); setInterval(() => {}, 1000)']);
  await once(child.stdout, 'data');
  return child;
};

describe('a process without a processor', () => {
  it('is none of ours when it is just being started again', () => {
    const signals = jest.spyOn(process, 'kill').mockReturnValue(true);
    try {
      expect(() => starve(undefined)).toThrow('There is no process');
      expect(() => starve(0)).toThrow('There is no process');
      expect(signals).not.toHaveBeenCalled();
    } finally {
      signals.mockRestore();
    }
  });

  it('has it again in the end', async () => {
    const child = await aProcess();
    const ended = once(child, 'exit');
    await starve(child.pid)();
    child.kill('SIGTERM');
    expect(await ended).toEqual([null, 'SIGTERM']);
  });

  it('may die meanwhile: it is said in the end, and harms nothing before', async () => {
    const child = await aProcess();
    const stop = starve(child.pid);
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
    await pause(700);
    await expect(stop()).rejects.toThrow(/ESRCH/);
  });
});

describe('what is done again and again', () => {
  it('ends when it is told to', async () => {
    let times = 0;
    const stop = againAndAgain(() => pause((times += 1)));
    while (times < 3) await pause(1);
    await stop();
    const then = times;
    await pause(20);
    expect(times).toBe(then);
  });
});
