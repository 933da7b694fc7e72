import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openRecord } from './record';

describe('the record of a run', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'simulation-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('holds an order on disk before it is sent, and its answer after', () => {
    const record = openRecord(join(folder, 'deep', 'run.jsonl'), 'a1');
    record.add({ what: 'sending', key: 'k1', mark: 'Guest 1 of a1', channels: ['sms'] });
    expect(readFileSync(record.file, 'utf8')).toContain('"key":"k1"');
    record.add({ what: 'placed', key: 'k1', id: 'order-1', number: 7 });
    record.add({ what: 'sending', key: 'k2', mark: 'Guest 2 of a1', channels: ['email'] });
    record.add({ what: 'refused', key: 'k2', status: 409, code: 'sold-out' });
    record.add({ what: 'made-amends', key: 'k1', amount: 250 });
    expect(record.orders()).toEqual([
      { key: 'k1', mark: 'Guest 1 of a1', channels: ['sms'], placed: { id: 'order-1', number: 7 }, amends: 250 },
      { key: 'k2', mark: 'Guest 2 of a1', channels: ['email'], refused: { status: 409, code: 'sold-out' } },
    ]);
  });

  it('tells a refused order from the one that was placed instead', () => {
    const record = openRecord(join(folder, 'run.jsonl'), 'a1');
    const order = { mark: 'Guest 1 of a1', channels: ['sms' as const], requestedFor: '2026-03-14T18:30:00Z' };
    record.add({ what: 'sending', key: 'k1', ...order });
    record.add({ what: 'refused', key: 'k1', status: 409, code: 'sold-out' });
    record.add({ what: 'sending', key: 'k1-try-2', ...order });
    record.add({ what: 'placed', key: 'k1-try-2', id: 'order-1', number: 7 });
    expect(record.orders()).toEqual([
      { key: 'k1', ...order, refused: { status: 409, code: 'sold-out' } },
      { key: 'k1-try-2', ...order, placed: { id: 'order-1', number: 7 } },
    ]);
  });

  it('tells what was paid for an order, once, also where the shop answered that before the order itself', () => {
    const record = openRecord(join(folder, 'run.jsonl'), 'a1');
    record.add({ what: 'sending', key: 'k1', mark: 'Guest 1 of a1', channels: ['sms'] });
    record.add({ what: 'paid', id: 'order-1', amount: 900 });
    record.add({ what: 'placed', key: 'k1', id: 'order-1', number: 7 });
    record.add({ what: 'paid', id: 'order-1', amount: 900 });
    record.add({ what: 'paid', id: 'of-another-run', amount: 100 });
    expect(record.orders()).toMatchObject([{ key: 'k1', placed: { id: 'order-1' }, paid: 900 }]);
  });

  it('reads only its own run, and stumbles over no torn line', () => {
    const file = join(folder, 'run.jsonl');
    openRecord(file, 'a1').add({ what: 'sending', key: 'k1', mark: 'Guest 1 of a1', channels: ['sms'] });
    writeFileSync(file, `${readFileSync(file, 'utf8')}{"what":"sending","ru\n`);
    const second = openRecord(file, 'b2');
    second.add({ what: 'sending', key: 'k9', mark: 'Guest 1 of b2', channels: ['sms'] });
    expect(second.orders().map(({ key }) => key)).toEqual(['k9']);
  });
});
