import { parseArgs } from 'node:util';
import { addressesOf, serviceNames, UnknownService, type Addresses, type ServiceName } from '@pizzeria/simulator';

/** What the command line asks for. */
export interface Command {
  readonly action: 'list' | 'show' | 'replay' | 'discard' | 'restore';
  readonly addresses: Addresses;
  /** Whose dead letters. */
  readonly services: readonly ServiceName[];
  readonly ids: readonly string[];
  /** As the HTTP API names them. */
  readonly filter: Readonly<Record<string, string>>;
  readonly all: boolean;
  readonly grouped: boolean;
  readonly dryRun: boolean;
  readonly ratePerSecond: number;
  /** Letters that a service replays in one call, at most. */
  readonly lettersInCall: number;
  readonly limit: number;
  readonly reason?: string;
  readonly token?: string;
  /** A private key (JWK) that the manager's token is signed with. */
  readonly keyFile?: string;
  readonly json: boolean;
}

/** The command line cannot be used; the message says what is wrong with it. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const usage = `npm run dead-letters -- list     [filter] [--grouped] [--limit N]
npm run dead-letters -- show     ID
npm run dead-letters -- replay   ID... | filter | --all  [--dry-run] [--rate PER_SECOND]
npm run dead-letters -- discard  ID... --reason TEXT
npm run dead-letters -- restore  ID...

filter: --queue kitchen.tickets  --reason WHY (of list and replay)  --type order.placed  --subject order/ID
        --since TIME  --until TIME (RFC 3339)  --state waiting|replayed|discarded|any (of list)

  --service NAME    of this service only; may be given more than once
  --url URL         where the pizzeria is (http://localhost:8080); "services": ports 3001 to 3005 of this machine
  --services LIST   addresses of single services: orders=http://host:3001,kitchen=http://host:3002
  --token TOKEN     a manager's; else STAFF_TOKEN_MANAGER, else one is signed with the keys in DATA_DIR (.pizzeria)
  --key FILE        the key that it is signed with: deploy/secrets/staff-key.json for containers
  --json            answers as JSON

Ends with 0 when all was done, 1 when something could not be, 2 when the command makes no sense.`;

const text = { type: 'string' } as const;
const flag = { type: 'boolean', default: false } as const;
const filterNames = ['queue', 'type', 'subject', 'since', 'until', 'state'] as const;
const options = {
  url: { type: 'string', default: 'http://localhost:8080' },
  services: text,
  service: { type: 'string', multiple: true },
  queue: text,
  reason: text,
  type: text,
  subject: text,
  since: text,
  until: text,
  state: text,
  limit: { type: 'string', default: '50' },
  rate: { type: 'string', default: '50' },
  token: text,
  key: text,
  all: flag,
  grouped: flag,
  'dry-run': flag,
  json: flag,
  help: { type: 'boolean', short: 'h', default: false },
} as const;

const actions = ['list', 'show', 'replay', 'discard', 'restore'] as const;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

type Given = ReturnType<typeof parsed>['values'];

/** Reads the arguments after the script's name. `help` asks for the usage only. Throws `UsageError`. */
export const readArgs = (args: readonly string[]): Command | 'help' => {
  const { values, positionals } = parsed(args);
  if (values.help) return 'help';
  const [word, ...ids] = positionals;
  const action = actions.find((known) => known === word);
  if (!action)
    throw new UsageError(`say what to do: ${actions.join(', ')}${word === undefined ? '' : `, not "${word}"`}`);
  const wrong = ids.find((id) => !uuid.test(id));
  if (wrong !== undefined) throw new UsageError(`"${wrong}" is no id of a dead letter`);
  const command: Command = {
    action,
    ids,
    addresses: addresses(values),
    services: servicesOf(values),
    filter: filterOf(action, values),
    all: values.all,
    grouped: values.grouped,
    dryRun: values['dry-run'],
    lettersInCall: 500,
    ratePerSecond: number('--rate', values.rate, 0.2, 500),
    limit: number('--limit', values.limit, 1, 100_000),
    reason: action === 'discard' ? values.reason : undefined,
    token: values.token,
    keyFile: values.key,
    json: values.json,
  };
  check(command);
  return command;
};

const parsed = (args: readonly string[]) => {
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: true });
  } catch (error) {
    throw new UsageError((error as Error).message.split('. ')[0]);
  }
};

const check = ({ action, ids, filter, all, reason }: Command): void => {
  const chosen = Object.keys(filter).length > 0;
  if (action === 'list' && ids.length > 0) throw new UsageError('list takes a filter; show takes an id');
  if (action === 'show' && ids.length !== 1) throw new UsageError('show takes one id');
  if (action === 'replay' && Number(ids.length > 0) + Number(chosen) + Number(all) !== 1)
    throw new UsageError('replay takes ids, or a filter, or --all');
  if ((action === 'discard' || action === 'restore') && (ids.length === 0 || chosen))
    throw new UsageError(`${action} takes ids`);
  if (action === 'discard' && !reason?.trim()) throw new UsageError('discard needs a --reason');
};

const filterOf = (action: Command['action'], values: Given): Command['filter'] => {
  const reason = action === 'discard' ? undefined : values.reason;
  if (values.state !== undefined && action !== 'list') throw new UsageError('--state is for list');
  const given = [...filterNames.map((name) => [name, values[name]] as const), ['reason', reason] as const];
  return Object.fromEntries(given.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
};

/** A queue's name begins with its service's. */
const servicesOf = ({ service, queue }: Given): readonly ServiceName[] => {
  const wanted = service ?? (queue === undefined ? serviceNames : [queue.split('.', 1)[0] ?? '']);
  return wanted.map((name) => {
    const known = serviceNames.find((one) => one === name);
    if (!known) throw new UsageError(`there is no service "${name}", only ${serviceNames.join(', ')}`);
    return known;
  });
};

const addresses = ({ url, services }: Given): Addresses => {
  try {
    return addressesOf(url, services);
  } catch (error) {
    if (error instanceof UnknownService) throw new UsageError(error.message);
    throw error;
  }
};

const number = (name: string, given: string, min: number, max: number): number => {
  const value = given.trim() === '' ? Number.NaN : Number(given);
  if (!(value >= min && value <= max))
    throw new UsageError(`${name} takes a number from ${min} to ${max}, not "${given}"`);
  return value;
};
