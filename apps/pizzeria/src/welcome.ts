import type { KeySet } from '@pizzeria/identity';
import { roles } from '@pizzeria/service';
import type { OpenPizzeria } from './start-pizzeria';

const tokenSeconds = 24 * 3_600;

/** What a person reads when everything runs: where, how, and a token per role. */
export const welcome = async ({
  config,
  keys,
  server,
  opened,
  folder,
  port,
  managementPort,
}: OpenPizzeria): Promise<string> => {
  const mode = config.DATABASE_URL === undefined && config.RABBITMQ_URL === undefined ? 'embedded' : 'one process';
  const lines = [
    '',
    `Mario's Pizzeria is open: http://localhost:${port}`,
    '',
    `  mode      ${mode}: all five services; bus ${opened.described}`,
    `  data      ${server.described}`,
    `  keys      ${folder}/keys`,
    `  health    http://localhost:${managementPort}/readyz (metrics at /metrics)`,
    `  menu      curl http://localhost:${port}/api/menu`,
    '',
    ...(config.ISSUER_KEYS_URL === undefined
      ? await tokenLines(keys)
      : [`Staff tokens come from ${config.ISSUER_URL}.`]),
    '',
    'Ctrl-C closes it; everything is kept for the next start.',
    '',
  ];
  return `${lines.join('\n')}\n`;
};

const tokenLines = async (keys: KeySet): Promise<readonly string[]> => {
  const tokens = roles.map(async (role) => {
    const token = await keys.mintToken({ subject: `demo-${role}`, roles: [role], ttlSeconds: tokenSeconds });
    return `  ${role.padEnd(8)}  ${token}`;
  });
  return ['Tokens for staff, good for a day (Authorization: Bearer …):', ...(await Promise.all(tokens))];
};
