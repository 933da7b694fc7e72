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
    owner('postgres-admin.env', { POSTGRES_PASSWORD: database[databaseAdmin] }),
    owner('database-roles.env', {
      ...Object.fromEntries(roles.map((role) => [`${role.toUpperCase()}_PASSWORD`, database[role]])),
      POSTGRES_PASSWORD_BEFORE: before,
    }),
    owner('keda.env', { host: `http://${scalerName}:${broker[scalerName]}@${managementHost}/${vhost}` }),
    container('definitions.json', shopDefinitions({ vhost, prefix: 'pizzeria', ladder }, broker)),
    container('jwks.json', publicKeys(staffKey)),
    container('staff-key.json', staffKey),
    { name: 'passwords.json', readBy: 'owner', text: json(passwords) },
  ];
};

/** What a person has added to a file of settings, such as SMTP_URL, stays in it. */
export const withAdditions = (text: string, before: string | undefined): string => {
  const ours = new Set(namesIn(text));
  const added = (before ?? '').split('\n').filter((line) => !ours.has(nameOf(line)) && line.includes('='));
  return added.length === 0 ? text : `${text}${added.join('\n')}\n`;
};

const nameOf = (line: string): string => line.split('=')[0] ?? '';
const namesIn = (text: string): readonly string[] => text.split('\n').map(nameOf);

const linesOf = (variables: Readonly<Record<string, string | undefined>>): string =>
  Object.entries(variables)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');

const json = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;
