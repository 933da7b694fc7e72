import { debianProgram, fetchDebianPrograms } from '@pizzeria/debian';
import { report, runDrill } from './run-drill';

/**
 * `npm run alerts`: a pizzeria of its own before a Prometheus with every wait divided by 30. Things go wrong for real;
 * it prints which alerts fire and resolve, and when. Exit code 0 when all did that should. About eight minutes.
 */
const main = async (): Promise<number> => {
  const say = (line: string) => void process.stdout.write(`${line}\n`);
  await fetchDebianPrograms({ env: process.env, say });
  const program = debianProgram('prometheus');
  if (!program) throw new Error('prometheus was not found: name it by PIZZERIA_PROMETHEUS.');
  const drill = await runDrill(program, say);
  say(`\n${report(drill)}`);
  return drill.failures.length === 0 ? 0 : 1;
};

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  },
);
