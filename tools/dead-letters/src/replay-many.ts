import type { ServiceName } from '@pizzeria/simulator';
import type { Command } from './args';
import type { Client } from './client';
import type { Screen } from './commands';
import type { Report } from './letters';
import { groupsTable } from './tables';

/** Replays all that a filter means, service after service, or only says what that is. */
export const replayMany = async (command: Command, client: Client, screen: Screen): Promise<boolean> => {
  const planned = new Map<ServiceName, Report>();
  for (const service of command.services) planned.set(service, await ask(service, command, client, { dryRun: true }));
  if (command.dryRun) {
    const groups = [...planned.values()].flatMap((report) => report.groups ?? []);
    const sum = [...planned.values()].reduce((total, { left }) => total + left, 0);
    const summary = `${sum} would be replayed, at ${command.ratePerSecond} a second\n`;
    screen.result(
      command.json
        ? `${JSON.stringify({ left: sum, groups }, undefined, 2)}\n`
        : `${groups.length > 0 ? groupsTable(groups) : ''}${summary}`,
    );
    return true;
  }
  const outcomes: { service: ServiceName; replayed: number; left: number; refused: Report['refused'] }[] = [];
  for (const [service, { left, startedAt }] of planned)
    if (left > 0) outcomes.push({ service, ...(await replayAll(service, left, startedAt, command, client, screen)) });
  if (command.json) screen.result(`${JSON.stringify(outcomes, undefined, 2)}\n`);
  else if (outcomes.length === 0) screen.result('no dead letters\n');
  for (const { service, replayed, left, refused } of outcomes) {
    if (!command.json) screen.result(`${service}: ${replayed} replayed, ${left} left\n`);
    for (const { id, error } of refused) screen.aside(`${id}: ${error}\n`);
  }
  return outcomes.every(({ left }) => left === 0);
};

/** Call after call, until none is left or a call could do nothing. What fails again meanwhile is not taken twice. */
const replayAll = async (
  service: ServiceName,
  all: number,
  startedAt: string,
  command: Command,
  client: Client,
  screen: Screen,
) => {
  let replayed = 0;
  for (;;) {
    const report = await ask(service, command, client, { startedAt, limit: command.lettersInCall });
    replayed += report.replayed;
    const { left, refused } = report;
    if (left === 0 || report.replayed === 0) return { replayed, left, refused };
    screen.aside(`${service}: ${replayed} of ${Math.max(all, replayed + left)} replayed\n`);
  }
};

const ask = (service: ServiceName, { filter, all, ratePerSecond }: Command, client: Client, more: object) =>
  client.call<Report>(service, 'POST', '/replay', { ...filter, ...(all ? { all } : {}), ratePerSecond, ...more });
