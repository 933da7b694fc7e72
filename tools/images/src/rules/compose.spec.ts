import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { services as shop } from '@pizzeria/broker-definitions';
import { readCompose, readEnvFile } from './compose';
import { composeRules } from './compose-rules';
import { problemsOf } from './problem';

const root = join(__dirname, '../../../..');
const read = (name: string) => readFileSync(join(root, name), 'utf8');
const env = readEnvFile(read('.env'));
const text = read('docker-compose.yml');
const problems = (of: string, values = env) => problemsOf(composeRules, readCompose(of, values));

/** The file with one mistake; throws when it can no longer be made. */
const withMistake = (from: string | RegExp, to: string): string => {
  const changed = text.replace(from, to);
  if (changed === text) throw new Error(`${String(from)} is not in docker-compose.yml any more`);
  return changed;
};

describe('docker-compose.yml', () => {
  it('keeps every rule', () => {
    expect(problems(text)).toEqual([]);
  });

  it.each<[string, string | RegExp, string, RegExp]>([
    ['a root that may be written to', 'read_only: true', 'read_only: false', /orders: its root may be written to/],
    ['capabilities', 'cap_drop: [ALL]', 'cap_drop: [NET_RAW]', /orders: it keeps capabilities/],
    ['a way to privileges', 'no-new-privileges:true', 'no-new-privileges:false', /orders: it may gain privileges/],
    ['the host’s network', '  gateway:\n', '  gateway:\n    network_mode: host\n', /gateway: it is given the host/],
    ['no limit of memory', '    mem_limit: 768m\n', '', /rabbitmq: it may take all memory/],
    ['a log that grows', 'max-size: 10m, ', '', /orders: its log grows for ever/],
    ['a folder in memory that grows', 'postgresql:size=1m,', 'postgresql:', /postgres: what it keeps in memory grows/],
    [
      'nobody who looks after it',
      /      test: \[CMD, curl.*\n/,
      '      test: []\n',
      /gateway: nobody sees when it is ill/,
    ],
    ['no way back', 'restart: unless-stopped', 'restart: always', /orders: it stays away when it dies/],
    ['the newest image, whatever it is', '${RABBITMQ_IMAGE}', 'rabbitmq:latest', /rabbitmq: it runs "rabbitmq:latest"/],
    [
      'a password in an address',
      'ISSUER_URL: https://',
      'ISSUER_URL: https://boss:hunter2@',
      /An address holds a password/,
    ],
    [
      'a password',
      '  DATABASE_POOL: 8\n',
      '  DATABASE_POOL: 8\n  POSTGRES_PASSWORD: x\n',
      /POSTGRES_PASSWORD stands in the file/,
    ],
    ['a secret that git sees', 'file: deploy/secrets/jwks.json', 'file: deploy/jwks.json', /secret jwks lies outside/],
    [
      'a wait for a profile',
      '    rabbitmq: { condition: service_healthy }\n',
      '    rabbitmq: { condition: service_healthy }\n    tempo: { condition: service_started }\n',
      /orders: it waits for tempo/,
    ],
    [
      'too large a heap',
      '--max-old-space-size=166',
      '--max-old-space-size=250',
      /its heap is 250 MB; 65 % of 256m are 166/,
    ],
    [
      'folders in memory that nobody reckoned with',
      '/var/lib/grafana:size=128m',
      '/var/lib/grafana:size=256m',
      /grafana: GOMEMLIMIT is 306MiB; .*: 204MiB/,
    ],
    [
      'an administrator of Grafana with a known password',
      "GF_AUTH_BASIC_ENABLED: 'false'",
      "GF_AUTH_BASIC_ENABLED: 'true'",
      /grafana: GF_AUTH_BASIC_ENABLED must be 'false'/,
    ],
    [
      'boards that are open to the network',
      '127.0.0.1:${GRAFANA_PORT}',
      '${GRAFANA_PORT}',
      /grafana: port 3000:3000 is open/,
    ],
    ['too short a grace', 'DRAIN_SECONDS: 30', 'DRAIN_SECONDS: 50', /orders: it has 60 s to stop, and needs 50 s/],
    [
      'an open port',
      '127.0.0.1:${POSTGRES_PORT}',
      '${POSTGRES_PORT}',
      /postgres: port 5432:5432 is open to the network/,
    ],
    [
      'the secrets of another',
      'env_file: [deploy/secrets/kitchen.env]',
      'env_file: [deploy/secrets/orders.env]',
      /kitchen: deploy\/secrets\/orders.env is not its own/,
    ],
    [
      'a start before its database',
      '    postgres: { condition: service_healthy }\n',
      '    postgres: { condition: service_started }\n',
      /orders: it starts before postgres is ready/,
    ],
    [
      'a name that Prometheus does not find',
      'kitchen-metrics',
      'kitchen',
      /Prometheus looks for it as kitchen-metrics/,
    ],
  ])('is refused with %s', (_mistake, from, to, says) => {
    expect(problems(withMistake(from, to)).join('\n')).toMatch(says);
  });

  it('names no variable that the env files do not hold', () => {
    expect(() => problems(text, {})).toThrow(/which the env file does not hold/);
    expect(problems(text, readEnvFile(read('.env.full')))).toEqual([]);
  });
});

describe('the files that containers are given', () => {
  const { services } = readCompose(text, env);
  const given = Object.values(services).flatMap(({ volumes = [] }) =>
    volumes.filter((mount) => mount.startsWith('./')).map((mount) => mount.split(':')),
  );

  it('are there, and cannot be written to', () => {
    expect(given.length).toBeGreaterThan(10);
    for (const [path = '', , mode] of given)
      expect([path, existsSync(join(root, path)), mode]).toEqual([path, true, 'ro']);
  });
});

describe('the env files', () => {
  it('say the same, but for what .env.full adds', () => {
    const full = readEnvFile(read('.env.full'));
    const { COMPOSE_PROFILES, OTEL_EXPORTER_OTLP_ENDPOINT, MAIL_SETTINGS, ...rest } = full;
    expect(rest).toEqual(env);
    expect(COMPOSE_PROFILES).toBe('full');
    expect(OTEL_EXPORTER_OTLP_ENDPOINT).toBe('http://otel-collector:4318');
    expect(read(MAIL_SETTINGS ?? '')).toContain('SMTP_URL=smtp://mailpit:1025');
  });

  it('hold images and ports, and the version of the repository', () => {
    for (const name of Object.keys(env)) expect(name).toMatch(/_(IMAGE|PORT|VERSION)$/);
    expect(env['PIZZERIA_VERSION']).toBe((JSON.parse(read('package.json')) as { version: string }).version);
  });

  it('name the images that the Dockerfile takes by itself', () => {
    const dockerfile = read('Dockerfile');
    for (const name of ['NODE_IMAGE', 'RUNTIME_IMAGE'])
      expect(dockerfile).toContain(`ARG ${name}=${env[name]?.split('@')[0]}\n`);
  });
});

describe('docker-compose.split.yml', () => {
  const { services } = readCompose(read('docker-compose.split.yml'), env);
  const setting = (name: string) => Object.values(services).map(({ environment }) => environment?.[name]);

  it('has one who passes events on, and a worker for each subscription', () => {
    const roles = setting('ROLES').flatMap((value) => String(value).split(','));
    expect(roles.filter((role) => role === 'relay')).toHaveLength(1);
    const { subscriptions = {} } = shop.find(({ name }) => name === 'notifications') ?? {};
    expect(setting('SUBSCRIPTIONS').filter((value) => value !== undefined)).toEqual(Object.keys(subscriptions));
  });

  it('adds nothing to what docker-compose.yml says of notifications but roles', () => {
    for (const [name, { environment, ...rest }] of Object.entries(services)) {
      expect(Object.keys(environment ?? {}).every((key) => key === 'ROLES' || key === 'SUBSCRIPTIONS')).toBe(true);
      const extended = { extends: { file: 'docker-compose.yml', service: 'notifications' } };
      expect([name, rest]).toEqual([name, name === 'notifications' ? {} : extended]);
    }
  });
});
