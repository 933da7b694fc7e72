import { startTemporaryPostgres } from './temporary-server';

/** A server for one run of tests: prints its URL, ends when standard input closes. Acts only when started as a program. */
const serve = async (): Promise<void> => {
  const server = await startTemporaryPostgres();
  process.stdout.write(`${server.url}\n`);
  process.stdin.resume();
  await new Promise((resolve) => process.stdin.once('end', resolve));
  await server.stop();
};

if (require.main === module) {
  serve().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  });
}
