import { rmSync } from 'node:fs';
import { runTrial, startTrial } from '../testing/run-trial';

describe('a trial of the embedded pizzeria', () => {
  it('kills it in the middle of twelve orders, and finds nothing lost, doubled or stuck', async () => {
    const trial = await runTrial('--mode', 'embedded', '--orders', '12', '--rate', '240');
    expect(trial.output).toMatch(/^\[trial\] kill -9 \d+$/m);
    expect(trial.output).toMatch(/^\[trial\] open again after /m);
    expect(trial.output).toMatch(/^given up unattended +[1-9]/m);
    expect(trial.output).toMatch(/^\[trial\] passed$/m);
    expect(trial.code).toBe(0);
    process.stdout.write(`The embedded trial of 12 orders took ${trial.seconds.toFixed(1)} s.\n`);
  }, 300_000);

  it('leaves neither pizzeria nor simulator behind when it is told to end', async () => {
    const trial = startTrial('--mode', 'embedded');
    const [, address = ''] = await trial.said(/^\[trial\] .* is open: (\S+)$/m);
    const [, dataDir = ''] = await trial.said(/^run \w+: \d+ orders.*record (\S+)\/record\.jsonl$/m);
    await expect(fetch(address)).resolves.toBeDefined();
    trial.terminate();
    // Whoever still wrote to its terminal would keep it from closing.
    const { code, output } = await trial.ended;
    expect(code).toBe(130);
    // A pizzeria that is killed leaves its database behind.
    expect(output).not.toContain('kill -9');
    await expect(fetch(address)).rejects.toThrow();
    rmSync(dataDir, { recursive: true });
  });

  it('says how it is used when it is asked for something else', async () => {
    const trial = await runTrial('--mode', 'balloon');
    expect(trial.code).toBe(2);
    expect(trial.output).toContain('npm run trial -- [--mode embedded|services|compose|rolling]');
  });
});
