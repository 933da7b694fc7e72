import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectsOf, root } from '../workspace';
import { importAll } from './import-all';

const folder = mkdtempSync(join(tmpdir(), 'importing-'));
afterAll(() => rmSync(folder, { recursive: true }));

const moduleThat = (name: string, text: string): string => {
  const path = join(folder, `${name}.ts`);
  writeFileSync(path, text);
  return path;
};

describe('importing', () => {
  it('any library starts nothing', async () => {
    const libraries = projectsOf(root).filter((project) => project.folder.startsWith('libs/'));
    expect(libraries.length).toBeGreaterThan(10);
    expect(await importAll(libraries.map(({ manifest }) => manifest.name))).toEqual({});
  }, 60_000);

  it('is caught at a timer, a server, a signal handler and a greeting', async () => {
    const ticking = moduleThat('ticking', 'setInterval(() => undefined, 60_000);');
    const listening = moduleThat(
      'listening',
      "import { createServer } from 'node:net';\ncreateServer().listen(0, '127.0.0.1');",
    );
    const trapping = moduleThat('trapping', "process.on('SIGTERM', () => undefined);");
    const greeting = moduleThat('greeting', "console.log('hello');");
    const quiet = moduleThat('quiet', 'export const quiet = 1;');
    expect(await importAll([ticking, listening, trapping, greeting, quiet])).toEqual({
      [ticking]: ['Timeout'],
      [listening]: expect.arrayContaining(['TCPServerWrap']),
      [trapping]: expect.arrayContaining(['a listener of SIGTERM']),
      [greeting]: ['output: hello\n'],
    });
  }, 60_000);
});
