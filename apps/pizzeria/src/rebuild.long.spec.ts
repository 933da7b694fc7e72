import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { until } from '@pizzeria/bus/testing';
import { npmStart, type StartedPizzeria } from './testing/npm-start';
import { temporaryFolder } from './testing/open-pizzeria';
import { anOrder } from './testing/orders';
import { startProgram } from './testing/service-process';

describe('npm run analytics:rebuild', () => {
  let folder: string;
  let running: StartedPizzeria;
  let address: string;
  beforeAll(async () => {
    folder = await temporaryFolder();
    running = npmStart({ DATA_DIR: folder, PORT: '0', MANAGEMENT_PORT: '0' });
    address = await running.opened();
  });
  afterAll(async () => {
    running.kill('SIGTERM');
    await running.ended;
    await rm(folder, { recursive: true, force: true });
  });

  const rebuild = (environment: Readonly<Record<string, string>>) =>
    startProgram('apps/analytics/src/main.ts', environment, ['rebuild']);

  const summary = async () => {
    const headers = { authorization: `Bearer ${running.token('manager')}` };
    const response = await fetch(`${address}/api/analytics/summary`, { headers });
    return (await response.json()) as { readonly orders: { readonly placed: number } };
  };

  it('makes the figures of a pizzeria that is open anew, and they are the same', async () => {
    const body = JSON.stringify(anOrder());
    for (let orders = 0; orders < 3; orders += 1)
      await fetch(`${address}/api/orders`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    await until('three orders are measured', async () => (await summary()).orders.placed === 3);
    const before = await summary();
    const command = rebuild({ DATA_DIR: folder });
    expect([await command.ended, command.errors()]).toEqual([0, '']);
    expect(command.output()).toMatch(/^All metrics were made anew out of \d+ events in [\d.]+ s\.\n$/);
    expect(await summary()).toEqual(before);
  });

  it('makes them of one that is closed too, and leaves nothing running', async () => {
    running.kill('SIGTERM');
    await running.ended;
    const command = rebuild({ DATA_DIR: folder });
    expect([await command.ended, command.errors()]).toEqual([0, '']);
    running = npmStart({ DATA_DIR: folder, PORT: '0', MANAGEMENT_PORT: '0' });
    address = await running.opened();
    expect((await summary()).orders.placed).toBe(3);
  });

  it('says what is to be done where there is no database', async () => {
    const command = rebuild({ DATA_DIR: join(folder, 'nowhere') });
    expect(await command.ended).toBe(1);
    expect(command.errors()).toMatch(
      /^No database is in .*nowhere: set DATA_DIR, or DATABASE_URL to the service's own\.\n$/,
    );
  });
});
