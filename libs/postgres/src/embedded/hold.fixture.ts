import { startEmbeddedPostgres } from './start';

/** Starts the server on the folder it is given, says so, and holds it until it is killed; or says why it cannot. */
const hold = (dataDir: string): Promise<void> =>
  startEmbeddedPostgres({ dataDir }).then(
    (server) => void process.stdout.write(`${server.url('postgres')}\n`),
    (error: unknown) => {
      process.stdout.write(`refused: ${error instanceof Error ? error.message : String(error)}\n`);
      process.exit(1);
    },
  );

if (require.main === module) void hold(process.argv[2] ?? '');
