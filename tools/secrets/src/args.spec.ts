import { join } from 'node:path';
import { readArgs, told } from './args';

const overlays = join(__dirname, '../../../k8s/overlays');

describe('the command for secrets', () => {
  it('writes those of compose when it is told nothing', async () => {
    expect(await readArgs([])).toEqual({ rotate: false, folder: 'deploy/secrets' });
  });

  it('writes those of an overlay that is there', async () => {
    const folder = join(overlays, 'local/secrets');
    expect(await readArgs(['--overlay', 'local', '--rotate'], overlays)).toEqual({ rotate: true, folder });
  });

  it.each(['lcoal', '../overlays/local', ''])('refuses the overlay "%s", which is not there', async (name) => {
    await expect(readArgs(['--overlay', name], overlays)).rejects.toThrow(`"${name}" names no overlay`);
  });

  it('says what it made, and what it kept', () => {
    expect(told([])).toBe('kept what was there');
    expect(told('everything')).toBe('made all passwords and the key anew');
    expect(told(['the key'])).toBe('made the key; kept all else');
  });
});
