import { randomBytes } from 'node:crypto';
import { Client } from 'pg';

const STANDARD = 'postgres://postgres@127.0.0.1:5432/postgres';

/** The server that tests make their databases on; the jest set-up (`jest.services.cjs`) has found or started it. */
export const testServerUrl = (): string => process.env['TEST_DATABASE_URL'] ?? STANDARD;

/** In the name of every database and role of this run, so that the leftovers of a killed one are told from those in use. */
export const testRun = (): string => process.env['TEST_DATABASE_RUN'] ?? String(process.pid);

/** A name for a database that no other has; `purpose` is for people who look at a failing test. */
export const ownName = (purpose: string): string => {
  const readable = purpose
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .slice(0, 20);
  return `test_${testRun()}_${readable}_${randomBytes(4).toString('hex')}`;
};

/** Work on that server as who may do everything there. */
export const asAdmin = async <T>(work: (admin: Client) => Promise<T>): Promise<T> => {
  const admin = new Client({ connectionString: testServerUrl(), application_name: 'test database' });
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
};
