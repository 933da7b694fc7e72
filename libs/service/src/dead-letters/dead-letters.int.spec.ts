import { ThingFound } from '../testing/lost-property';
import { base, manager, openLostProperty, type LostProperty } from './dead-letters.fixture';

const nobody = '0190a6f2-0000-7000-8000-000000000001';

describe('dead letters over HTTP', () => {
  let shop: LostProperty;
  beforeAll(async () => {
    shop = await openLostProperty();
  });
  afterAll(() => shop.service.stop());
  const get = <Body = Record<string, unknown>>(path: string) =>
    shop.service.call<Body>('GET', `${base}${path}`, manager);

  it('show one with its event, what went wrong and what happened to it, personal data blank in all of that', async () => {
    await shop.lose('umbrella');
    const { status, body } = await get(`/${await shop.letterOf('umbrella')}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      queue: 'lost-property.things',
      type: ThingFound.type,
      state: 'waiting',
      reason: 'rejected',
      error: 'nobody called *** is known',
      stack: expect.stringContaining('lost-property.ts') as string,
      attempts: 1,
      body: { kind: 'event', json: { source: 'station/platform', data: { thingId: 'umbrella', owner: '***' } } },
      history: [{ action: 'failed', note: 'rejected: nobody called *** is known' }],
    });
    const { items } = await shop.list();
    const { body: grouped } = await get('/groups');
    for (const personal of ['Ada', 'Lovelace', '4155550123'])
      expect(JSON.stringify([body, items, grouped])).not.toContain(personal);
  });

  it('send one again, whose effect happens once, however many press at the same time', async () => {
    await shop.lose('hat');
    const id = await shop.letterOf('hat');
    shop.office.refuses = undefined;
    const answers = await Promise.all([1, 2, 3].map(() => shop.act(`/${id}/replay`)));
    expect(answers.map(({ status, body }) => [status, body.state, body.already]).sort()).toEqual([
      [200, 'replayed', false],
      [200, 'replayed', true],
      [200, 'replayed', true],
    ]);
    await shop.service.settled();
    expect(await shop.taken()).toEqual(['hat']);
    expect((await shop.list('?state=replayed')).items).toMatchObject([{ id, replays: 1 }]);
  });

  it('have one that fails again wait again, as a further failure of the same', async () => {
    await shop.lose('coat');
    const id = await shop.letterOf('coat');
    shop.office.refuses = () => 'closed on Sundays';
    await shop.act(`/${id}/replay`);
    await shop.service.settled();
    expect((await get(`/${id}`)).body).toMatchObject({
      state: 'waiting',
      error: 'closed on Sundays',
      replays: 1,
      arrivals: 2,
      history: [
        { action: 'failed' },
        { action: 'replayed', by: 'test-manager' },
        { action: 'failed', note: 'rejected: closed on Sundays' },
      ],
    });
  });

  it('discard one with a reason, refuse to send it then, and restore it', async () => {
    await shop.lose('glove');
    const id = await shop.letterOf('glove');
    expect(await shop.discard(id, 'a single glove')).toMatchObject({ status: 200, body: { state: 'discarded' } });
    expect(await shop.discard(id)).toMatchObject({ status: 200, body: { already: true } });
    expect(await shop.act(`/${id}/replay`)).toMatchObject({
      status: 409,
      body: { code: 'dead-letter-discarded', state: { state: 'discarded' } },
    });
    expect(await shop.act(`/${id}/restore`)).toMatchObject({ status: 200, body: { state: 'waiting', already: false } });
    shop.office.refuses = undefined;
    expect(await shop.act(`/${id}/replay`)).toMatchObject({ status: 200, body: { state: 'replayed' } });
    expect(await shop.discard(id)).toMatchObject({ status: 409, body: { code: 'dead-letter-replayed' } });
    await shop.service.settled();
    const { body } = await get<{ history: { action: string; note?: string }[] }>(`/${id}`);
    expect(body.history.map(({ action, note }) => [action, note]).slice(1)).toEqual([
      ['discarded', 'a single glove'],
      ['restored', undefined],
      ['replayed', undefined],
    ]);
  });

  it('answer the same when a request is sent again with its key', async () => {
    await shop.lose('scarf');
    const id = await shop.letterOf('scarf');
    shop.office.refuses = () => 'not today';
    const first = await shop.act(`/${id}/replay`, { key: 'press-1' });
    await shop.service.settled();
    const again = await shop.act(`/${id}/replay`, { key: 'press-1' });
    expect(again).toMatchObject({ status: 200, body: first.body });
    await shop.service.settled();
    expect((await get(`/${id}`)).body).toMatchObject({ state: 'waiting', replays: 1 });
  });

  it.each([
    ['GET', `/${nobody}`, undefined, 404],
    ['POST', `/${nobody}/replay`, undefined, 404],
    ['POST', `/${nobody}/restore`, undefined, 404],
    ['DELETE', `/${nobody}`, { reason: 'nothing there' }, 404],
    ['GET', '/42', undefined, 400],
    ['GET', '?limit=0', undefined, 400],
    ['GET', '?limit=201', undefined, 400],
    ['GET', '?cursor=here', undefined, 400],
    ['GET', '?reason=bored', undefined, 400],
    ['GET', '?since=yesterday', undefined, 400],
    ['GET', '?colour=red', undefined, 400],
    ['GET', '/groups?limit=3', undefined, 400],
    ['DELETE', `/${nobody}`, undefined, 400],
    ['DELETE', `/${nobody}`, { reason: ' ' }, 400],
    ['DELETE', `/${nobody}`, { reason: 'two\nlines' }, 400],
    ['POST', '/replay', undefined, 400],
    ['POST', '/replay', {}, 400],
    ['POST', '/replay', { dryRun: true }, 400],
    ['POST', '/replay', { all: true, queue: 'lost-property.things' }, 400],
    ['POST', '/replay', { all: true, ratePerSecond: 0 }, 400],
    ['POST', '/replay', { all: true, limit: 501 }, 400],
    ['POST', '/replay', { ids: ['all'] }, 400],
    ['POST', `/${nobody}/replay`, { now: true }, 400],
    ['PUT', '/groups', undefined, 405],
  ] as const)('%s %s with %j is a clear %i', async (method, path, body, status) => {
    const answer = await shop.service.call(method, `${base}${path}`, { ...manager, body });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      status,
      expect.stringContaining('application/problem+json'),
    ]);
    expect(answer.body['code']).toEqual(expect.any(String));
  });
});
