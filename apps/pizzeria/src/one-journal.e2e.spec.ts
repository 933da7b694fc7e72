import { rm } from 'node:fs/promises';
import { npmStart } from './testing/npm-start';
import { openPizzeria, temporaryFolder } from './testing/open-pizzeria';

it('a second pizzeria on the same server refuses to share a bus in memory, and says what to do', async () => {
  const first = await openPizzeria();
  const folder = await temporaryFolder();
  const second = npmStart({
    DATA_DIR: folder,
    PORT: '0',
    MANAGEMENT_PORT: '0',
    DATABASE_URL: await first.server.database('postgres'),
  });
  expect(await second.ended).toBe(1);
  expect(second.errors()).toMatch(
    /^The journal at \S+ is in use by another process\. A bus in memory belongs to one process: stop the other one, .*\n$/,
  );
  expect(second.output()).toBe('');
  expect((await first.call('GET', '/api/menu')).status).toBe(200);
  await first.close();
  await rm(folder, { recursive: true, force: true });
});
