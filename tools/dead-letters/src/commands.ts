import type { ServiceName } from '@pizzeria/simulator';
import type { Command } from './args';
import { CommandFailed, type Client } from './client';
import type { Details, Group, Letter } from './letters';
import { replayMany } from './replay-many';
import { detailsText, groupsTable, lettersTable } from './tables';

/** Where a command speaks: results and what is said beside them. */
export interface Screen {
  result(text: string): void;
  aside(text: string): void;
}

/** Carries a command out; whether all of it was done. Throws `CommandFailed`. */
export const carryOut = async (command: Command, client: Client, screen: Screen): Promise<boolean> => {
  switch (command.action) {
    case 'list':
      return list(command, client, screen);
    case 'show':
      return show(command, client, screen);
    case 'replay':
      if (command.ids.length === 0) return replayMany(command, client, screen);
      return eachId(command, client, screen, (service, id) => client.call(service, 'POST', `/${id}/replay`));
    case 'discard':
      return eachId(command, client, screen, (service, id) =>
        client.call(service, 'DELETE', `/${id}`, { reason: command.reason }),
      );
    case 'restore':
      return eachId(command, client, screen, (service, id) => client.call(service, 'POST', `/${id}/restore`));
  }
};

/** Of every service that answers; the others are named. */
const list = async (command: Command, client: Client, screen: Screen): Promise<boolean> => {
  const read = command.grouped ? groupsOf : lettersOf;
  const results = await Promise.allSettled(command.services.map((service) => read(service, command, client)));
  const rows = results.flatMap((result): readonly (Letter | Group)[] =>
    result.status === 'fulfilled' ? result.value : [],
  );
  const failures = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as Error] : []));
  if (failures.length === results.length && failures[0]) throw failures[0];
  screen.result(
    command.grouped
      ? shown(command, rows as Group[], groupsTable)
      : shown(command, newest(rows as Letter[], command.limit), lettersTable),
  );
  for (const { message } of failures) screen.aside(`${message}\n`);
  return failures.length === 0;
};

const newest = (letters: readonly Letter[], limit: number): readonly Letter[] =>
  [...letters].sort((a, b) => (a.receivedAt < b.receivedAt ? 1 : -1)).slice(0, limit);

const shown = <Row>({ json }: Command, rows: readonly Row[], table: (rows: readonly Row[]) => string): string => {
  if (json) return asJson(rows);
  return rows.length === 0 ? 'no dead letters\n' : table(rows);
};

const asJson = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;

const lettersOf = async (
  service: ServiceName,
  { filter, limit }: Command,
  client: Client,
): Promise<readonly Letter[]> => {
  const letters: Letter[] = [];
  for (let cursor: string | undefined = ''; cursor !== undefined && letters.length < limit;) {
    const size = String(Math.min(200, Math.ceil(limit - letters.length)));
    const query = new URLSearchParams({ ...filter, limit: size, ...(cursor === '' ? {} : { cursor }) });
    const page: { readonly items: readonly Letter[]; readonly nextCursor?: string } = await client.call(
      service,
      'GET',
      `?${query}`,
    );
    letters.push(...page.items);
    cursor = page.nextCursor;
  }
  return letters;
};

const groupsOf = async (service: ServiceName, { filter }: Command, client: Client): Promise<readonly Group[]> =>
  (await client.call<{ groups: Group[] }>(service, 'GET', `/groups?${new URLSearchParams(filter)}`)).groups;

const show = async (command: Command, client: Client, screen: Screen): Promise<boolean> => {
  const [, letter] = await find(command.ids[0] ?? '', command, client);
  screen.result(command.json ? asJson(letter) : detailsText(letter));
  return true;
};

/** An id tells nothing of its service: each is asked. */
const find = async (id: string, { services }: Command, client: Client): Promise<readonly [ServiceName, Details]> => {
  const away: CommandFailed[] = [];
  for (const service of services) {
    try {
      return [service, await client.call<Details>(service, 'GET', `/${id}`)];
    } catch (error) {
      if (!(error instanceof CommandFailed)) throw error;
      if (error.status === 401 || error.status === 403) throw error;
      if (error.status !== 404) away.push(error);
    }
  }
  throw away[0] ?? new CommandFailed(`no service knows a dead letter ${id}`, 404);
};

/** One after the other; one that fails keeps no other from being done. */
const eachId = async (
  command: Command,
  client: Client,
  screen: Screen,
  act: (service: ServiceName, id: string) => Promise<Letter>,
): Promise<boolean> => {
  const done: Letter[] = [];
  for (const id of command.ids) {
    try {
      const [service] = await find(id, command, client);
      const letter = await act(service, id);
      done.push(letter);
      if (!command.json) screen.result(`${id} is ${letter.state}${letter.already ? ' already' : ''}\n`);
    } catch (error) {
      if (!(error instanceof CommandFailed)) throw error;
      screen.aside(`${id}: ${error.message}\n`);
    }
  }
  if (command.json) screen.result(asJson(done));
  return done.length === command.ids.length;
};
