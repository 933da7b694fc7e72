/**
 * Before suites that need PostgreSQL: takes TEST_DATABASE_URL, else the server on localhost when it lets `postgres`
 * in, else starts one from npm's binaries that ends with this process. Drops what killed runs left behind.
 */
const { spawn } = require('node:child_process');
const { once } = require('node:events');
const { createInterface } = require('node:readline');
const { Client } = require('pg');

const local = 'postgres://postgres@127.0.0.1:5432/postgres';

module.exports = async () => {
  if (!process.env.TEST_DATABASE_URL) {
    process.env.TEST_DATABASE_URL = (await answers(local)) ? local : await startEmbedded();
  }
  process.env.TEST_DATABASE_RUN = String(process.pid);
  await dropLeftovers(process.env.TEST_DATABASE_URL);
};

const answers = async (connectionString) => {
  const client = new Client({ connectionString, connectionTimeoutMillis: 2_000 });
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
};

/** The child keeps the server until its standard input closes: when jest ends, however it ends. */
const startEmbedded = async () => {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', '--conditions=@pizzeria/source', 'libs/postgres/src/testing/serve.ts'],
    { cwd: __dirname, stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const [line] = await Promise.race([once(createInterface(child.stdout), 'line'), once(child, 'exit')]);
  if (typeof line !== 'string') throw new Error('No PostgreSQL for the tests: see above, or set TEST_DATABASE_URL.');
  for (const handle of [child, child.stdin, child.stdout]) handle.unref();
  return line;
};

/** One run after the other: of two who drop the same thing at once, one would fail. */
const LOCK = 7_216_010;

const dropLeftovers = async (connectionString) => {
  const client = new Client({ connectionString });
  await client.connect();
  await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
  const { rows } = await client.query("SELECT datname FROM pg_database WHERE datname ~ '^test_[0-9]+_'");
  for (const { datname } of rows) {
    if (!alive(Number(datname.split('_')[1]))) await client.query(`DROP DATABASE IF EXISTS ${datname} WITH (FORCE)`);
  }
  // Every role owns a database of its own name, and nothing else.
  const roles = await client.query("SELECT rolname FROM pg_roles WHERE rolname ~ '^test_[0-9]+_'");
  for (const { rolname } of roles.rows) {
    if (!alive(Number(rolname.split('_')[1]))) await client.query(`DROP ROLE IF EXISTS ${rolname}`);
  }
  await client.end();
};

const alive = (pid) => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
};
