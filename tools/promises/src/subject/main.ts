import { runMain } from '@pizzeria/service';
import type { Command, Report, SubjectConfig, Told } from './messages';
import { runSubject } from './run-subject';

interface Asked {
  readonly number: number;
  readonly command: Command;
}

const tell = (report: Report): void => {
  // Here and not where it arrives: between two reports lies then what lay between the two things they tell of.
  const told: Told = { ...report, at: Number(process.hrtime.bigint()) / 1e6 };
  process.send?.(told);
};

/** One subject as a process of its own: configured by SUBJECT, commanded over the channel to its parent. */
runMain(process.env, (context) =>
  runSubject(JSON.parse(process.env['SUBJECT'] ?? '{}') as SubjectConfig, context, {
    tell,
    onCommand: (answer) => {
      process.on('message', ({ number, command }: Asked) => {
        answer(command).then(
          (value) => tell({ kind: 'reply', to: number, value }),
          (error: unknown) => tell({ kind: 'reply', to: number, error: String(error) }),
        );
      });
      // Its test is gone: nobody will stop it, and nobody reads what it would say in the end.
      process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
    },
  }),
);
