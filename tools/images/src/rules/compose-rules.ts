import { services as shopServices } from '@pizzeria/broker-definitions';
import { bytesOf, isOneShot, secondsOf, type ComposeService, type ComposeSubject } from './compose';
import { afterDrainSeconds } from './grace';
import { isExactImage, type Problem, type Rule } from './problem';

type ComposeRule = Rule<ComposeSubject>;

const shopNames = shopServices.map(({ name }) => name);

/** A rule that looks at one service after the other; it answers what is wrong, to be read after the service's name. */
const ofEach = (name: string, check: (service: ComposeService, name: string) => readonly string[]): ComposeRule => ({
  name,
  check: ({ services }) =>
    Object.entries(services).flatMap(([of, service]) => check(service, of).map((what) => `${of}: ${what}`)),
});

const unless = (holds: boolean, problem: string): readonly Problem[] => (holds ? [] : [problem]);

const hardened = ofEach('a container that may more than it needs', (service) => [
  ...unless(service.read_only === true, 'its root may be written to: read_only: true.'),
  ...unless(service.cap_drop?.includes('ALL') === true, 'it keeps capabilities: cap_drop: [ALL].'),
  ...unless(
    service.security_opt?.includes('no-new-privileges:true') === true,
    'it may gain privileges: security_opt: [no-new-privileges:true].',
  ),
  ...unless(
    !service.privileged && !service.cap_add && service.network_mode !== 'host' && service.pid !== 'host',
    'it is given the host, or capabilities: nothing here needs either.',
  ),
]);

const limited = ofEach('a container without bounds', (service) => [
  ...unless(bytesOf(service.mem_limit ?? '0') > 0, 'it may take all memory: mem_limit.'),
  ...unless(
    service.logging?.driver === 'json-file' &&
      service.logging.options?.['max-size'] !== undefined &&
      service.logging.options['max-file'] !== undefined,
    'its log grows for ever: json-file with max-size and max-file.',
  ),
  ...unless(
    (service.tmpfs ?? []).every((mount) => mount.includes('size=')),
    'what it keeps in memory grows for ever: size= of tmpfs.',
  ),
]);

const watched = ofEach('a container that nobody watches', (service) => [
  ...unless(
    isOneShot(service) || service['x-no-healthcheck'] !== undefined || (service.healthcheck?.test?.length ?? 0) > 1,
    'nobody sees when it is ill: healthcheck, or x-no-healthcheck with the reason.',
  ),
  ...unless(
    isOneShot(service) || service.restart === 'unless-stopped',
    'it stays away when it dies: restart: unless-stopped.',
  ),
  ...unless(service.stop_grace_period !== undefined, 'nobody says how long it may take to stop: stop_grace_period.'),
]);

const exactImages = ofEach('an image without an exact tag', ({ image = '' }) =>
  unless(isExactImage(image), `it runs "${image}": give it the tag of a release in .env.`),
);

const secretName = /(PASSWORD|SECRET|TOKEN|API_?KEY|PRIVATE_?KEY|CREDENTIAL)/i;

const noSecrets: ComposeRule = {
  name: 'a secret in the file',
  check: ({ services, secrets, text }) => [
    ...(text.match(/\w+:\/\/[^\s:/@'"]+:[^\s@'"]+@\S+/g) ?? []).map(() => 'An address holds a password: env_file.'),
    ...Object.entries(services).flatMap(([name, { environment = {} }]) =>
      Object.keys(environment)
        .filter((variable) => secretName.test(variable))
        .map((variable) => `${name}: ${variable} stands in the file: env_file of deploy/secrets.`),
    ),
    ...Object.entries(secrets)
      .filter(([, { file }]) => !file?.startsWith('deploy/secrets/'))
      .map(([name]) => `The secret ${name} lies outside deploy/secrets, which git ignores.`),
  ],
};

const coreAlone: ComposeRule = {
  name: 'a service that waits for what is not always there',
  check: ({ services }) =>
    Object.entries(services)
      .filter(([, { profiles = [] }]) => profiles.length === 0)
      .flatMap(([name, { depends_on: needs = {} }]) =>
        Object.keys(needs)
          .filter((needed) => (services[needed]?.profiles ?? []).length > 0)
          .map((needed) => `${name}: it waits for ${needed}, which only a profile starts.`),
      ),
};

const heap = /--max-old-space-size=(\d+)/;

const heapFits = ofEach(
  'a heap that does not fit into the container',
  ({ image = '', environment, mem_limit: limit = '0' }) => {
    if (!image.startsWith('pizzeria/')) return [];
    const megabytes = Number(heap.exec(String(environment?.['NODE_OPTIONS'] ?? ''))?.[1] ?? 0);
    const wanted = Math.floor((bytesOf(limit) / 1024 ** 2) * 0.65);
    return unless(megabytes === wanted, `its heap is ${megabytes} MB; 65 % of ${limit} are ${wanted}: NODE_OPTIONS.`);
  },
);

/** What a program in Go keeps its heap below: 80 % of what the folders in memory leave of its limit; but for /tmp. */
const goHeapFits = ofEach('a heap that does not leave room for folders in memory', (service) => {
  const { environment, mem_limit: limit = '0', tmpfs = [] } = service;
  const given = environment?.['GOMEMLIMIT'];
  if (given === undefined) return [];
  const folders = tmpfs
    .filter((mount) => !mount.startsWith('/tmp:'))
    .map((mount) => /size=(\w+)/.exec(mount)?.[1] ?? '');
  const left = folders.reduce((bytes, size) => bytes - bytesOf(size), bytesOf(limit));
  const wanted = `${Math.round((left / 1024 ** 2) * 0.8)}MiB`;
  return unless(
    given === wanted,
    `GOMEMLIMIT is ${given}; 80 % of what folders in memory leave of ${limit}: ${wanted}.`,
  );
});

/** What keeps Grafana from having an administrator, and from loading what nobody chose. */
const grafanaSettings = {
  GF_AUTH_BASIC_ENABLED: 'false',
  GF_AUTH_DISABLE_LOGIN_FORM: 'true',
  GF_SECURITY_DISABLE_INITIAL_ADMIN_CREATION: 'true',
  GF_PLUGINS_PREINSTALL_DISABLED: 'true',
} as const;

const lockedGrafana = ofEach('a Grafana that everybody may administrate', ({ environment = {} }, name) =>
  Object.entries(name === 'grafana' ? grafanaSettings : {})
    .filter(([variable, value]) => environment[variable] !== value)
    .map(([variable, value]) => `${variable} must be '${value}'.`),
);

const graceIsEnough = ofEach('a service that is killed while it finishes its work', (service, name) => {
  if (!shopNames.includes(name)) return [];
  const drain = Number(service.environment?.['DRAIN_SECONDS']);
  const grace = secondsOf(service.stop_grace_period ?? '0s');
  return unless(
    grace >= drain + afterDrainSeconds,
    `it has ${grace} s to stop, and needs ${drain} s for its handlers and ${afterDrainSeconds} s to close.`,
  );
});

const forEverybody = ['gateway'];

const closedPorts = ofEach('a port that is open to the network', ({ ports = [] }, name) =>
  ports
    .filter((port) => !forEverybody.includes(name) && !port.startsWith('127.0.0.1:'))
    .map((port) => `port ${port} is open to the network: 127.0.0.1:${port}.`),
);

const conditions = {
  postgres: 'service_healthy',
  'database-roles': 'service_completed_successfully',
  rabbitmq: 'service_healthy',
} as const;

const shopIsWhole: ComposeRule = {
  name: 'a service of the shop that is missing, or is told of the others',
  check: ({ services }) =>
    shopNames.flatMap((name) => {
      const service = services[name];
      if (service === undefined) return [`${name}: it is not in the file.`];
      const own = `deploy/secrets/${name}.env`;
      const foreign = (service.env_file ?? []).filter((file) => file.startsWith('deploy/secrets/') && file !== own);
      return [
        ...unless(service.env_file?.includes(own) === true, `${name}: env_file names ${own}.`),
        ...foreign.map((file) => `${name}: ${file} is not its own.`),
        ...Object.entries(conditions)
          .filter(([needed, condition]) => service.depends_on?.[needed]?.condition !== condition)
          .map(([needed, condition]) => `${name}: it starts before ${needed} is ready: ${condition}.`),
        ...unless(
          service.networks?.['default']?.aliases?.includes(`${name}-metrics`) === true,
          `${name}: Prometheus looks for it as ${name}-metrics: an alias on the network.`,
        ),
      ];
    }),
};

/** What docker-compose.yml must be. */
export const composeRules: readonly ComposeRule[] = [
  hardened,
  limited,
  watched,
  exactImages,
  noSecrets,
  coreAlone,
  heapFits,
  goHeapFits,
  lockedGrafana,
  graceIsEnough,
  closedPorts,
  shopIsWhole,
];
