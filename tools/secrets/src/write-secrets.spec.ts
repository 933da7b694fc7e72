import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, appendFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { services } from '@pizzeria/broker-definitions';
import { signerOf, type Signer } from '@pizzeria/identity';
import { createLocalJWKSet, jwtVerify, type JSONWebKeySet } from 'jose';
import { writeSecrets } from './write-secrets';

const ladder = [1_000, 60_000];
const names = services.map(({ name }) => name);

describe('the secrets of the containers', () => {
  let folder: string;
  beforeEach(() => {
    folder = join(mkdtempSync(join(tmpdir(), 'secrets-')), 'secrets');
  });
  afterEach(() => rmSync(join(folder, '..'), { recursive: true }));

  const write = (rotate = false) => writeSecrets({ folder, rotate, ladder });
  const read = (name: string) => readFileSync(join(folder, name), 'utf8');
  const json = <T>(name: string) => JSON.parse(read(name)) as T;
  const all = () => Object.fromEntries(readdirSync(folder).map((name) => [name, read(name)]));
  const variables = (name: string) =>
    Object.fromEntries(
      read(name)
        .trim()
        .split('\n')
        .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
    );
  const passwordIn = (url = '') => new URL(url).password;

  it('give each service its own database and its own broker user, and nothing else', async () => {
    await write();
    for (const name of names) {
      const { DATABASE_URL, RABBITMQ_URL, ...rest } = variables(`${name}.env`);
      expect(DATABASE_URL).toMatch(new RegExp(`^postgres://${name}:\\w{32}@postgres:5432/${name}$`));
      expect(RABBITMQ_URL).toMatch(new RegExp(`^amqp://${name}:\\w{32}@rabbitmq:5672/pizzeria$`));
      expect(rest).toEqual({});
    }
  });

  it('are what the database’s roles and the broker’s definitions are made with', async () => {
    await write();
    const roles = variables('database-roles.env');
    expect(Object.keys(roles)).toEqual([...names, 'metrics'].map((name) => `${name.toUpperCase()}_PASSWORD`));
    for (const name of names)
      expect(passwordIn(variables(`${name}.env`)['DATABASE_URL'])).toBe(roles[`${name.toUpperCase()}_PASSWORD`]);
    const { users } = json<{ users: { name: string }[] }>('definitions.json');
    expect(users.map(({ name }) => name)).toEqual(['admin', ...names, 'keda']);
    expect(variables('keda.env')['host']).toMatch(/^http:\/\/keda:\w{32}@rabbitmq\.pizzeria\.svc:15672\/pizzeria$/);
  });

  it('hold a key whose tokens the services can prove, and only its public half for them', async () => {
    await write();
    const staff = await signerOf(json<Parameters<typeof signerOf>[0]>('staff-key.json'));
    await expect(provenBy(staff, json<JSONWebKeySet>('jwks.json'))).resolves.toMatchObject({
      payload: { sub: 'cook' },
    });
    expect(read('jwks.json')).not.toContain('"d"');
  });

  it('are their owner’s alone; what a container reads itself is open within a folder that is not', async () => {
    await write();
    const modeOf = (name: string) => statSync(join(folder, name)).mode & 0o777;
    expect(modeOf('.')).toBe(0o700);
    const open = readdirSync(folder).filter((name) => modeOf(name) !== 0o600);
    expect(open.sort()).toEqual(['definitions.json', 'jwks.json', 'staff-key.json']);
    for (const name of open) expect(modeOf(name)).toBe(0o644);
    expect(read('definitions.json')).not.toContain(passwordIn(variables('orders.env')['RABBITMQ_URL']));
  });

  it('stay the same when they are written again, with what a person added', async () => {
    expect((await write()).anew).toBe('everything');
    appendFileSync(join(folder, 'notifications.env'), 'SMTP_URL=smtp://mail.example.com\n');
    const before = all();
    expect((await write()).anew).toEqual([]);
    expect(all()).toEqual(before);
  });

  const adminNow = () => variables('postgres-admin.env')['POSTGRES_PASSWORD'] ?? '';
  const adminBefore = () => (variables('database-roles.env')['POSTGRES_PASSWORD_BEFORE'] ?? '').split(',');

  it('are all new after a rotation, which remembers what the database’s administrator had before', async () => {
    await write();
    const [before, first] = [all(), adminNow()];
    await write(true);
    for (const [name, text] of Object.entries(all())) expect([name, text]).not.toEqual([name, before[name]]);
    expect(adminBefore()).toEqual([first]);
    await write();
    expect(adminBefore()).toEqual([first]);
  });

  it('remember every password of the database’s administrator, however often they were rotated', async () => {
    await write();
    const first = adminNow();
    await write(true);
    const second = adminNow();
    await write(true);
    expect(adminBefore()).toEqual([second, first]);
    expect(adminBefore()).not.toContain(adminNow());
  });

  it('remember them when the file of passwords was removed to have all made anew', async () => {
    await write();
    const first = adminNow();
    await write(true);
    const second = adminNow();
    rmSync(join(folder, 'passwords.json'));
    await write();
    expect(adminNow()).not.toBe(second);
    expect(adminBefore()).toEqual([second, first]);
    expect(read('database-roles.env').match(/POSTGRES_PASSWORD_BEFORE/g)).toHaveLength(1);
  });

  it('are made for who has none, and it is said for whom', async () => {
    await write();
    const { broker, ...rest } = json<{ broker: Record<string, string> }>('passwords.json');
    const { keda: _gone, ...kept } = broker;
    writeFileSync(join(folder, 'passwords.json'), JSON.stringify({ broker: kept, ...rest }));
    rmSync(join(folder, 'staff-key.json'));
    expect((await write()).anew).toEqual(["the broker's password of keda", 'the key']);
    expect((await write(true)).anew).toBe('everything');
  });

  it.each(['{}', '"key"', 'key', '{ "kty": "oct", "k": "aHVudGVyMg" }'])(
    'are refused when the file of the key holds %s',
    async (text) => {
      await write();
      writeFileSync(join(folder, 'staff-key.json'), text);
      await expect(write()).rejects.toThrow(/^staff-key.json holds no private key: remove it/);
    },
  );

  it('are refused when the file of the key holds its public half', async () => {
    await write();
    const [half] = json<{ keys: object[] }>('jwks.json').keys;
    writeFileSync(join(folder, 'staff-key.json'), JSON.stringify(half));
    await expect(write()).rejects.toThrow(/^staff-key.json holds no private key/);
  });

  it('reach the containers that have them already: what one reads itself stays the same file', async () => {
    await write();
    const fileOf = (name: string) => statSync(join(folder, name)).ino;
    const open = ['definitions.json', 'jwks.json', 'staff-key.json'];
    const before = open.map((name) => ({ name, file: fileOf(name), text: read(name) }));
    await write(true);
    for (const { name, file, text } of before) {
      expect([name, fileOf(name)]).toEqual([name, file]);
      expect(read(name)).not.toBe(text);
    }
  });

  it('are refused without being shown when the file of passwords holds something else', async () => {
    await write();
    writeFileSync(join(folder, 'passwords.json'), '{ "broker": hunter2 }');
    await expect(write()).rejects.toThrow(
      /^passwords.json holds something else than passwords: remove it, and no other file,/,
    );
    writeFileSync(join(folder, 'passwords.json'), '{ "broker": "hunter2" }');
    await expect(write()).rejects.not.toThrow(/hunter2/);
  });
});

const provenBy = async (staff: Signer, jwks: JSONWebKeySet) =>
  jwtVerify(await staff.mintToken({ subject: 'cook', roles: ['kitchen'], ttlSeconds: 60 }), createLocalJWKSet(jwks));
