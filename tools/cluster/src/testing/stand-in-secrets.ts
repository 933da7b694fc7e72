import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const services = ['orders', 'kitchen', 'inventory', 'notifications', 'analytics'];

/** Files of the form that `npm run secrets -- --overlay local` writes, with nothing secret in them. */
export const writeStandInSecrets = (folder: string): void => {
  mkdirSync(folder, { recursive: true });
  const lines = (...names: readonly string[]) => names.map((name) => `${name}=stand-in\n`).join('');
  const files: Readonly<Record<string, string>> = {
    ...Object.fromEntries(services.map((name) => [`${name}.env`, lines('DATABASE_URL', 'RABBITMQ_URL')])),
    'postgres-admin.env': lines('POSTGRES_PASSWORD'),
    'database-roles.env': lines(...[...services, 'metrics'].map((name) => `${name.toUpperCase()}_PASSWORD`)),
    'keda.env': lines('host'),
    'definitions.json': '{}',
    'jwks.json': '{}',
    'staff-key.json': '{}',
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
};
