import {
  describeSettings,
  processSettings,
  routesOf,
  type AnyServiceDefinition,
  type SettingDescription,
} from '@pizzeria/service';

type Service = Pick<AnyServiceDefinition, 'name' | 'routes' | 'settings'>;

const generated = '<!-- Generated from the service definitions by `npm run generate`. Do not edit. -->';
const cell = (text: string): string => text.replaceAll('|', '\\|');
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n');

/** Every HTTP operation of every service, and who may call it. */
export const apiPage = (services: readonly Service[]): string =>
  [
    '# HTTP operations',
    generated,
    'Staff send `Authorization: Bearer <token>`; a customer sends the order’s token as `Tracking-Token`. Whatever ' +
      'changes something takes an `Idempotency-Key`. Errors are `application/problem+json` with a stable `code`: those ' +
      'of an operation’s own are listed with its answers; those of every operation (400, 401, 403, 413, 415, 422 for a ' +
      'key that was used for another request, 500, 503) are in the OpenAPI document of each service, at ' +
      '`GET /api/<service>/openapi.json`.',
    ...services.map((service) =>
      [
        `## ${service.name}`,
        table(
          ['operation', 'what it does', 'who', 'answers'],
          routesOf(service).map(({ method, path, summary, who, answers, refuses }) => [
            `\`${method.toUpperCase()} ${path}\``,
            summary,
            who === 'anyone' ? 'anyone' : who.join(', '),
            [...Object.keys(answers), ...refusals(refuses)].join('; '),
          ]),
        ),
      ].join('\n\n'),
    ),
  ].join('\n\n') + '\n';

const refusals = (refuses: ReturnType<typeof routesOf>[number]['refuses'] = {}): readonly string[] =>
  Object.entries(refuses).map(([status, codes]) => `${status} ${codes.map((code) => `\`${code}\``).join(', ')}`);

/** Every setting of every service's process. */
export const settingsPage = (services: readonly Service[]): string => {
  const own = new Set(services.flatMap(({ settings }) => Object.keys(settings)));
  const process = processSettings({ settings: {} }, { port: 8080, management: 9464 });
  const common = describeSettings(process).filter(({ name }) => !own.has(name));
  return (
    [
      '# Settings',
      generated,
      'All are environment variables. What is missing or wrong is reported together at start, and the process ends ' +
        'with exit code 1. `npm start` takes all of them but `ROLES` and `SUBSCRIPTIONS`, and needs none; it also takes ' +
        '`DATA_DIR` (`.pizzeria`), the folder of its database and keys. Services that run alone have ports of their ' +
        'own when none are set: 3001 to 3005, and 9401 to 9405 for management, in the order below.',
      '## Every service',
      settingsTable(common),
      ...services.flatMap(({ name, settings }) => [
        `## ${name}`,
        Object.keys(settings).length > 0 ? settingsTable(describeSettings(settings)) : 'None of its own.',
      ]),
    ].join('\n\n') + '\n'
  );
};

const settingsTable = (settings: readonly SettingDescription[]): string =>
  table(
    ['name', 'what it is', 'when not set'],
    settings.map(({ name, description, required, default: fallback, secret }) => [
      `\`${name}\`${secret ? ' (secret)' : ''}`,
      description,
      required ? 'an error' : fallback === undefined ? '–' : `\`${fallback}\``,
    ]),
  );
