import { createHash } from 'node:crypto';
import type { Topology } from '@pizzeria/bus';
import { everythingAllowed, type Permissions, type TopicPermissions, type UserRights } from './rights';
import { brokerObjects } from './topology';

/** A user with the password it logs in with. */
export interface BrokerUser {
  readonly rights: UserRights;
  readonly password: string;
  /** What it may do in the management API; default nothing. */
  readonly tags?: readonly string[];
}

interface InVhost {
  readonly vhost: string;
}

/** Users and what they may do, in the form of RabbitMQ's definitions file. Holds no password, only salted hashes. */
export interface RightsDefinitions {
  readonly users: readonly {
    readonly name: string;
    readonly password_hash: string;
    readonly hashing_algorithm: 'rabbit_password_hashing_sha256';
    readonly tags: readonly string[];
  }[];
  readonly permissions: readonly (InVhost & Permissions & { readonly user: string })[];
  readonly topic_permissions: readonly (InVhost & TopicPermissions & { readonly user: string })[];
}

/** Everything a broker needs to serve the shop, as a file that it reads when it starts (`load_definitions`). */
export interface BrokerDefinitions extends RightsDefinitions {
  readonly vhosts: readonly { readonly name: string }[];
  readonly exchanges: readonly (InVhost & NamedObject & { readonly type: 'topic'; readonly internal: false })[];
  readonly queues: readonly (InVhost & NamedObject)[];
  readonly bindings: readonly (InVhost & {
    readonly source: string;
    readonly destination: string;
    readonly destination_type: 'queue';
    readonly routing_key: string;
    readonly arguments: Readonly<Record<string, never>>;
  })[];
}

interface NamedObject {
  readonly name: string;
  readonly durable: true;
  readonly auto_delete: false;
  readonly arguments: Readonly<Record<string, string | number>>;
}

/**
 * A password as RabbitMQ keeps it: base64 of four bytes of salt and the SHA-256 of salt and password. The salt
 * follows from user and password, so that the same secrets always make the same file; passwords must be generated.
 */
export const passwordHash = (user: string, password: string): string => {
  const sha256 = (...parts: (string | Buffer)[]) =>
    createHash('sha256')
      .update(Buffer.concat(parts.map((part) => Buffer.from(part))))
      .digest();
  const salt = sha256(`${user}\n${password}`).subarray(0, 4);
  return Buffer.concat([salt, sha256(salt, password)]).toString('base64');
};

const userEntry = (name: string, password: string, tags: readonly string[]) => ({
  name,
  password_hash: passwordHash(name, password),
  hashing_algorithm: 'rabbit_password_hashing_sha256' as const,
  tags,
});

/** Users and their rights in one virtual host, to be imported into a broker that runs; other users stay as they are. */
export const rightsDefinitions = (vhost: string, users: readonly BrokerUser[]): RightsDefinitions => ({
  users: users.map(({ rights, password, tags = [] }) => userEntry(rights.user, password, tags)),
  permissions: users.map(({ rights }) => ({ user: rights.user, vhost, ...rights.permissions })),
  topic_permissions: users.flatMap(({ rights }) =>
    rights.topics.map((topic) => ({ user: rights.user, vhost, ...topic })),
  ),
});

export interface DefinitionsOptions {
  readonly vhost: string;
  /** First part of the names of shared exchanges and delay queues. */
  readonly prefix: string;
  readonly topology: Topology;
  readonly users: readonly BrokerUser[];
  /** For people: a broker that imports definitions makes no user by itself. */
  readonly admin: { readonly name: string; readonly password: string };
}

/** A broker's complete definitions: the same objects that `declareTopology` makes, and who may use them. */
export const brokerDefinitions = ({ vhost, prefix, topology, users, admin }: DefinitionsOptions): BrokerDefinitions => {
  const objects = brokerObjects(prefix, topology);
  const rights = rightsDefinitions(vhost, users);
  const kept = { vhost, durable: true, auto_delete: false } as const;
  return {
    vhosts: [{ name: vhost }],
    users: [userEntry(admin.name, admin.password, ['administrator']), ...rights.users],
    permissions: [{ user: admin.name, vhost, ...everythingAllowed }, ...rights.permissions],
    topic_permissions: rights.topic_permissions,
    exchanges: objects.flatMap((object) =>
      object.kind === 'exchange'
        ? [{ name: object.name, type: 'topic' as const, internal: false as const, arguments: {}, ...kept }]
        : [],
    ),
    queues: objects.flatMap((object) =>
      object.kind === 'queue' ? [{ name: object.name, arguments: object.arguments, ...kept }] : [],
    ),
    bindings: objects.flatMap((object) =>
      object.kind === 'binding'
        ? [
            {
              vhost,
              source: object.exchange,
              destination: object.queue,
              destination_type: 'queue' as const,
              routing_key: object.key,
              arguments: {},
            },
          ]
        : [],
    ),
  };
};
