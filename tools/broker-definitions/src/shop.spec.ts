import { createHash } from 'node:crypto';
import { allEvents } from '@pizzeria/contracts';
import { bindingKeyOf, routingKeyOf } from '@pizzeria/bus';
import { generateSecrets } from './secrets';
import { adminName, scalerName, services, shopDefinitions, shopRights, shopUsers, userNames } from './shop';

const place = { vhost: 'pizzeria', prefix: 'pizzeria', ladder: [1_000, 60_000] };
const secrets = generateSecrets(userNames);
const rightsFor = (name: string) => {
  const found = shopRights(place).find(({ user }) => user === name);
  if (!found) throw new Error(`no rights of ${name}`);
  return found;
};

describe('the rights of a service', () => {
  it('are to read its own queues and write to the shared exchanges, and to declare and bind nothing', () => {
    expect(rightsFor('kitchen').permissions).toEqual({
      configure: '^$',
      write: '^pizzeria\\.(events|queues|delay\\.[0-9]+)$',
      read: '^kitchen\\.[a-z0-9.-]+$',
    });
  });

  it('are keys of its own name on the exchange of queues and on every delay', () => {
    const own = { write: '^{username}\\.', read: '^{username}\\.' };
    expect(rightsFor('kitchen').topics.slice(1)).toEqual([
      { exchange: 'pizzeria.queues', ...own },
      { exchange: 'pizzeria.delay.1000', ...own },
      { exchange: 'pizzeria.delay.60000', ...own },
    ]);
  });

  it('are expressions that begin and end, so that no longer name slips through', () => {
    for (const { permissions, topics } of shopRights(place))
      for (const expression of [...Object.values(permissions), topics[0]?.write, topics[0]?.read])
        expect(expression).toMatch(/^\^.*\$$/);
  });

  it.each(services.map((service) => [service.name, service] as const))(
    'let %s publish the events it declares, of all there are, and could it bind, those it handles, and no others',
    (name, { publishes, subscriptions }) => {
      const [events] = rightsFor(name).topics;
      const [write, read] = [new RegExp(events?.write ?? ''), new RegExp(events?.read ?? '')];
      const handled = Object.values(subscriptions).flatMap(({ handlers }) => handlers.map(({ event }) => event.name));
      const namesOf = (keep: (event: (typeof allEvents)[number]) => boolean) =>
        allEvents.filter(keep).map((event) => event.name);
      expect(events?.exchange).toBe('pizzeria.events');
      expect(namesOf((event) => write.test(routingKeyOf(event)))).toEqual(
        namesOf((event) => publishes.some((published) => published.name === event.name)),
      );
      expect(namesOf((event) => read.test(bindingKeyOf(event)))).toEqual(
        namesOf((event) => handled.includes(event.name)),
      );
      for (const key of ['#', '*.#', 'order.#', 'order.*.#', 'order.placed.v1', 'orderXplaced.#', '']) {
        expect(key).not.toMatch(read);
      }
      for (const key of ['', '#', 'order.placed', 'orderXplaced.v1', 'order.placed.v1.more']) {
        expect(key).not.toMatch(write);
      }
    },
  );
});

describe('the broker’s definitions', () => {
  it('are the same for the same secrets, and hold no password', () => {
    const text = JSON.stringify(shopDefinitions(place, secrets));
    expect(JSON.stringify(shopDefinitions(place, { ...secrets }))).toBe(text);
    for (const password of Object.values(secrets)) expect(text).not.toContain(password);
  });

  it('hold a user with a salted hash, permissions and topic permissions for every service, an administrator and the autoscaler', () => {
    const { users, permissions, topic_permissions: topics } = shopDefinitions(place, secrets);
    expect(users.map(({ name }) => name)).toEqual(userNames);
    expect(permissions.map(({ user }) => user)).toEqual(userNames);
    expect(users.filter(({ tags }) => tags.length > 0).map(({ name, tags }) => [name, ...tags])).toEqual([
      [adminName, 'administrator'],
      [scalerName, 'management'],
    ]);
    expect(new Set(topics.map(({ user }) => user))).toEqual(new Set(services.map(({ name }) => name)));
    expect(topics).toHaveLength(services.length * (2 + place.ladder.length));
    for (const { name, password_hash: hash } of users) {
      const [salt, rest] = [Buffer.from(hash, 'base64').subarray(0, 4), Buffer.from(hash, 'base64').subarray(4)];
      const expected = createHash('sha256')
        .update(salt)
        .update(secrets[name] ?? '');
      expect(rest.equals(expected.digest())).toBe(true);
    }
  });

  it('hold every queue with its dead letters, every delay, and no binding to anything they do not hold', () => {
    const { queues, exchanges, bindings } = shopDefinitions(place, secrets);
    const names = queues.map(({ name }) => name);
    const subscriptions = services.flatMap((service) =>
      Object.keys(service.subscriptions).map((subscription) => `${service.name}.${subscription}`),
    );
    const rungs = ['pizzeria.delay.1000', 'pizzeria.delay.60000'];
    expect(names.sort()).toEqual([...subscriptions, ...subscriptions.map((name) => `${name}.dlq`), ...rungs].sort());
    expect(exchanges.map(({ name }) => name)).toEqual(['pizzeria.events', 'pizzeria.queues', ...rungs]);
    for (const { source, destination } of bindings) {
      expect(exchanges.map(({ name }) => name)).toContain(source);
      expect(names).toContain(destination);
    }
  });

  it.each([
    ['missing', {}, /no password of orders/],
    ['short', { orders: 'short' }, /password of orders must be 20 or more letters and digits/],
    ['not for a URL', { orders: `${'x'.repeat(30)}@/` }, /password of orders must be 20 or more letters and digits/],
  ])('are not made when a password is %s', (_case, given, message) => {
    expect(() => shopUsers(place, given)).toThrow(message);
  });
});
