import type { Database } from '@pizzeria/postgres';
import { lateBy } from '../domain/lateness';
import type { Lateness, PreparationTimes, Report, Setbacks } from '../use-cases/figures';
import { latenessStatistics, preparationStatistics } from './statistics';
import { dayByDay, statisticsOf } from './summary';
import { countOf, ofDay, tally, type Span } from './tally';

export const readPreparation = async (database: Database, span: Span): Promise<Report<PreparationTimes>> => {
  const statistics = await preparationStatistics(database, span);
  const recalled = await tally(database, span, 'recalled');
  return dayByDay(span, (day) => {
    const found = statisticsOf(statistics, day);
    return {
      count: found?.count ?? 0,
      meanSeconds: found?.mean ?? undefined,
      medianSeconds: found?.median ?? undefined,
      p90Seconds: found?.p90 ?? undefined,
      p95Seconds: found?.p95 ?? undefined,
      averageEfficiency: found?.efficiency ?? undefined,
      recalls: countOf(ofDay(recalled, day)),
    };
  });
};

export const readLateness = async (database: Database, span: Span): Promise<Report<Lateness>> => {
  const promised = await tally(database, span, 'promised', ['lateBy']);
  const statistics = await latenessStatistics(database, span);
  return dayByDay(span, (day) => {
    const lines = ofDay(promised, day);
    const found = statisticsOf(statistics, day);
    const [all, onTime] = [countOf(lines), countOf(lines, { lateBy: 'on-time' })];
    const late = all - onTime;
    return {
      promised: all,
      onTime,
      late,
      lateShare: all === 0 ? undefined : Math.round((10_000 * late) / all) / 10_000,
      lateBy: Object.fromEntries(
        lateBy.filter((name) => name !== 'on-time').map((name) => [name, countOf(lines, { lateBy: name })]),
      ) as Lateness['lateBy'],
      meanLateSeconds: found?.mean ?? undefined,
      medianLateSeconds: found?.median ?? undefined,
      mostLateSeconds: found?.most ?? undefined,
    };
  });
};

export const readSetbacks = async (database: Database, span: Span): Promise<Report<Setbacks>> => {
  const unattended = await tally(database, span, 'unattended', ['level']);
  const short = await tally(database, span, 'short');
  const delayed = await tally(database, span, 'delayed');
  const recalled = await tally(database, span, 'recalled');
  const undeliverable = await tally(database, span, 'undeliverable');
  return dayByDay(span, (day) => {
    const reached = (level: number): number => countOf(ofDay(unattended, day), { level });
    return {
      unattended: { level1: reached(1), level2: reached(2), level3: reached(3) },
      short: countOf(ofDay(short, day)),
      delayed: countOf(ofDay(delayed, day)),
      recalled: countOf(ofDay(recalled, day)),
      undeliverable: countOf(ofDay(undeliverable, day)),
    };
  });
};
