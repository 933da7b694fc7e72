import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { serveManagement } from '@pizzeria/service';

const check = async (port: number) => {
  const script = join(__dirname, '../../../deploy/image/healthcheck.js');
  const child = spawn(process.execPath, [script], { env: { MANAGEMENT_PORT: String(port) }, stdio: 'pipe' });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => void (said += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, said };
};

describe('the health check of the images', () => {
  it('passes when the service is ready, and says why when it is not, or not there', async () => {
    const reasons: string[] = [];
    const service = await serveManagement({ port: 0, checks: [() => reasons[0]], metrics: () => undefined });
    expect(await check(service.port)).toEqual({ code: 0, said: '{"status":"ready"}' });
    reasons.push('orders is starting');
    expect(await check(service.port)).toEqual({ code: 1, said: expect.stringContaining('orders is starting') });
    await service.stop();
    expect(await check(service.port)).toEqual({
      code: 1,
      said: `nothing answers on port ${service.port}: ECONNREFUSED`,
    });
  });
});
