import { scalerName, services, shopDefinitions } from '@pizzeria/broker-definitions';
import { publicKeys } from '@pizzeria/identity';
import type { JWK } from 'jose';
import { databaseAdmin, metricsRole, type Passwords } from './passwords';

/** Where containers find the servers: by these names in compose and cluster alike. */
const databaseHost = 'postgres:5432';
const brokerHost = 'rabbitmq:5672';
/** KEDA asks from a namespace of its own. */
const managementHost = 'rabbitmq.pizzeria.svc:15672';
const vhost = 'pizzeria';

const adminFile = 'postgres-admin.env';
const adminNow = 'POSTGRES_PASSWORD';
const rolesFile = 'database-roles.env';
/** Several, with commas between them, the latest first. */
const adminBefore = 'POSTGRES_PASSWORD_BEFORE';

/**
 * A file of secrets. `container`: read by containers of any user. The folder, which is its owner's alone, keeps
 * everybody else on the machine away from it; a container gets the file without the folder.
 */
export interface SecretFile {
  readonly name: string;
  readonly readBy: 'owner' | 'container';
  readonly text: string;
}

export interface Secrets {
  readonly passwords: Passwords;
  readonly staffKey: JWK;
  /** Delays of the retry ladder, ms. */
  readonly ladder: readonly number[];
}

/** Every file that compose and cluster load. */
export const secretFiles = ({ passwords, staffKey, ladder }: Secrets): readonly SecretFile[] => {
  const { broker, database, databaseAdminBefore: before } = passwords;
  const owner = (name: string, variables: Readonly<Record<string, string | undefined>>): SecretFile => ({
    name,
    readBy: 'owner',
    text: linesOf(variables),
  });
  const container = (name: string, value: object): SecretFile => ({ name, readBy: 'container', text: json(value) });
  const roles = [...services.map(({ name }) => name), metricsRole];
  return [
    ...services.map(({ name }) =>
      owner(`${name}.env`, {
        DATABASE_URL: `postgres://${name}:${database[name]}@${databaseHost}/${name}`,
        RABBITMQ_URL: `amqp://${name}:${broker[name]}@${brokerHost}/${vhost}`,
      }),
    ),
    owner(adminFile, { [adminNow]: database[databaseAdmin] }),
    owner(rolesFile, {
      ...Object.fromEntries(roles.map((role) => [`${role.toUpperCase()}_PASSWORD`, database[role]])),
      [adminBefore]: before.length === 0 ? undefined : before.join(','),
    }),
    owner('keda.env', { host: `http://${scalerName}:${broker[scalerName]}@${managementHost}/${vhost}` }),
    container('definitions.json', shopDefinitions({ vhost, prefix: 'pizzeria', ladder }, broker)),
    container('jwks.json', publicKeys(staffKey)),
    container('staff-key.json', staffKey),
    { name: 'passwords.json', readBy: 'owner', text: json(passwords) },
  ];
};

/** Every password that these files say the database's administrator has or had, the latest first. */
export const adminsIn = (read: (name: string) => string | undefined): readonly string[] =>
  [valueIn(read(adminFile), adminNow), ...valueIn(read(rolesFile), adminBefore).split(',')].filter((one) => one !== '');

/** What a person has added to a file of settings, such as SMTP_URL, stays in it. */
export const withAdditions = (text: string, before: string | undefined): string => {
  const ours = new Set(namesIn(text));
  const added = (before ?? '').split('\n').filter((line) => !ours.has(nameOf(line)) && line.includes('='));
  return added.length === 0 ? text : `${text}${added.join('\n')}\n`;
};

const valueIn = (text: string | undefined, name: string): string =>
  (text ?? '')
    .split('\n')
    .find((line) => nameOf(line) === name)
    ?.slice(name.length + 1) ?? '';

const nameOf = (line: string): string => line.split('=')[0] ?? '';
const namesIn = (text: string): readonly string[] => text.split('\n').map(nameOf);

const linesOf = (variables: Readonly<Record<string, string | undefined>>): string =>
  Object.entries(variables)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');

const json = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;
