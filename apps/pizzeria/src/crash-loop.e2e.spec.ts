import { until } from '@pizzeria/bus/testing';
import { describeOnBroker } from '@pizzeria/bus-rabbitmq/testing';
import { openFragileSite, runUntil, type FragileSite } from './testing/fragile-site';
import { describeInBothModes, type Mode } from './testing/modes';

const suspects = ({ database }: FragileSite) => database.sql('suspects').pluck<string[]>('message_id');

const siteFor = (mode: Mode): (() => FragileSite) => {
  let site: FragileSite | undefined;
  beforeEach(async () => {
    site = await openFragileSite(mode);
  });
  afterEach(() => site?.close());
  return () => {
    if (!site) throw new Error('there is a site only inside a test');
    return site;
  };
};

describeInBothModes('a message that kills its process', (mode) => {
  const open = siteFor(mode);

  it('is a dead letter after six deaths, and all that was in hand beside it is handled once', async () => {
    const site = open();
    const neighbours = Array.from({ length: 9 }, (_, n) => `good-${n + 1}`);
    for (const dish of neighbours.slice(0, 4)) await site.order(dish, 'nothing');
    await site.order('bad', 'kill');
    for (const dish of neighbours.slice(4)) await site.order(dish, 'nothing');
    const kills = await runUntil(
      site,
      'the dead letter and all neighbours',
      async () => (await site.dead()).length > 0 && (await site.done()).length >= neighbours.length,
    );
    // A seventh where the database had not yet noticed the sixth.
    expect([6, 7]).toContain(kills);
    expect(await site.done()).toEqual(neighbours);
    const error = expect.stringMatching(/^\d processes died while they handled this message/) as string;
    expect(await site.dead()).toMatchObject([{ queue: 'fragile.dishes', reason: 'crash-loop', attempts: 0, error }]);
    expect(await suspects(site)).toEqual([]);
    expect(site.said()).toMatch(/"level":"warn".*"deliveryCount":3.*it will be handled alone/);
    expect(site.said()).toMatch(/"level":"error".*"reason":"crash-loop".*became a dead letter/);
  }, 300_000);
});

describeOnBroker('a message whose process is stopped and cut off four times', () => {
  const open = siteFor('RabbitMQ');

  it('is no crash loop, however suspect it is, and is handled once', async () => {
    const site = open();
    await site.order('slow', 'wait', { suspect: true });
    for (let life = 1; life <= 4; life += 1) {
      const shop = site.start();
      await shop.says(/is running/);
      await until('the note of the suspect', async () => (await suspects(site)).length === 1);
      site.cut();
      shop.stop();
      expect(await shop.ended).toBe(0);
      expect(await suspects(site)).toEqual([]);
    }
    await site.database.sql('notes').insert({ text: 'open' });
    expect(await runUntil(site, 'the dish', async () => (await site.done()).length > 0)).toBe(0);
    expect([await site.done(), await site.dead(), await suspects(site)]).toEqual([['slow'], [], []]);
  }, 300_000);
});
