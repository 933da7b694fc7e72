import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { contractProblems, type Menu, type NamedHandler, subscriptionProblems } from './agreement';

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

/** A folder with these files. */
const folderWith = (files: Record<string, string>): string => {
  const folder = mkdtempSync(join(tmpdir(), 'agreement-'));
  folders.push(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
};

const load = (path: string) => import(path) as Promise<Record<string, unknown>>;
const ready = { owner: 'kitchen', name: 'order.ready' };
const recalled = { owner: 'kitchen', name: 'order.recalled' };
const kitchen = (publishes = [ready, recalled]): Menu => ({ name: 'kitchen', publishes, subscriptions: {} });
const written = { 'common/money.ts': '', 'kitchen/order-ready.ts': '', 'kitchen/order-recalled.ts': '' };

describe('contracts and menus', () => {
  const problemsOf = (files: Record<string, string>, events = [ready, recalled], menus = [kitchen()]) =>
    contractProblems(folderWith(files), events, menus);

  it('agree when each event has its file and its publisher', () => expect(problemsOf(written)).toEqual([]));

  it('leave the tests beside the contracts alone', () =>
    expect(problemsOf({ ...written, 'kitchen/order-ready.spec.ts': '' })).toEqual([]));

  it('disagree when a file holds no event', () =>
    expect(problemsOf({ ...written, 'kitchen/order-burnt.ts': '' })).toEqual([
      expect.stringContaining('kitchen/order-burnt.ts: no event of kitchen'),
    ]));

  it("disagree when an event lies in another's folder", () => {
    const { 'kitchen/order-ready.ts': text, ...rest } = written;
    expect(
      problemsOf({ ...rest, 'orders/order-ready.ts': text }, undefined, [
        kitchen(),
        { ...kitchen([]), name: 'orders' },
      ]),
    ).toEqual([
      expect.stringContaining('order.ready: write it in contracts/kitchen/order-ready.ts'),
      expect.stringContaining('orders/order-ready.ts: no event of orders'),
    ]);
  });

  it('disagree when a publisher does not list its event', () =>
    expect(problemsOf(written, undefined, [kitchen([ready])])).toEqual([
      'kitchen: list its event order.recalled in publishes of service.ts',
    ]));

  it('disagree when a service publishes what is no contract of its own', () =>
    expect(
      problemsOf(written, undefined, [kitchen([ready, recalled, { owner: 'orders', name: 'order.placed' }])]),
    ).toEqual([
      'kitchen: publishes order.placed, which is no contract of its own: handle it, or say something of its own in contracts/kitchen',
    ]));

  it('disagree when nobody publishes', () =>
    expect(problemsOf(written, undefined, [])).toEqual([expect.stringContaining('there is no service of this name')]));
});

describe('on/ and subscriptions', () => {
  const handles = (name: string) => `export const handle = { form: 'on', event: { name: '${name}' } };\n`;
  const orderly = { 'on/order-ready.ts': handles('order.ready'), 'on/order-recalled.ts': handles('order.recalled') };
  const handlerIn = async (folder: string, file: string) =>
    (await load(join(folder, 'on', file)))['handle'] as NamedHandler | NamedHandler[];
  const subscribing = (...handlers: NamedHandler[]): Menu => ({
    ...kitchen(),
    subscriptions: { tickets: { handlers } },
  });

  /** What is found when the handlers of these files are subscribed. */
  const problemsOf = async (files: Record<string, string>, ...subscribed: string[]) => {
    const folder = folderWith(files);
    const handlers = await Promise.all(subscribed.map((file) => handlerIn(folder, file)));
    return subscriptionProblems(folder, subscribing(...handlers.flat()), load);
  };

  it('agree when each handler is subscribed, from the file of its event', async () =>
    expect(await problemsOf(orderly, 'order-ready', 'order-recalled')).toEqual([]));

  it('agree when every-event.ts handles many', async () =>
    expect(
      await problemsOf(
        {
          'on/every-event.ts':
            "export const handle = ['order.ready', 'order.recalled'].map((name) => ({ form: 'on', event: { name } }));\n",
        },
        'every-event',
      ),
    ).toEqual([]));

  it('agree when a service handles nothing', async () => expect(await problemsOf({})).toEqual([]));

  it('disagree when a file is named as another event', async () =>
    expect(await problemsOf({ 'on/order-ready.ts': handles('order.recalled') }, 'order-ready')).toEqual([
      'kitchen/on/order-ready.ts: handles order.recalled; move the handler to on/order-recalled.ts',
    ]));

  it('disagree when a handler is not subscribed', async () =>
    expect(await problemsOf(orderly, 'order-ready')).toEqual([
      'kitchen/on/order-recalled.ts: no subscription of service.ts has its handler of order.recalled',
    ]));

  it('disagree when a subscribed handler comes from elsewhere', async () => {
    const elsewhere = { form: 'on', event: { name: 'order.ready' } };
    expect(await subscriptionProblems(folderWith({}), subscribing(elsewhere), load)).toEqual([
      'kitchen.tickets: export its handler of order.ready from on/order-ready.ts',
    ]);
  });

  it('disagree when on/ holds something else', async () =>
    expect(
      await problemsOf({ ...orderly, 'on/helpers.ts': 'export const half = 0.5;\n' }, 'order-ready', 'order-recalled'),
    ).toEqual([expect.stringContaining('kitchen/on/helpers.ts: exports no handler')]));
});
