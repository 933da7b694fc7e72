import { invalid, type Issue } from './refusal';

/** What a manager changes for a while. It ends by itself: whoever asks later finds it over. */
export interface ShopSettings {
  /** No orders until then. */
  readonly pausedUntil?: Date;
  /** Every order takes longer by so much, while `extraMinutesUntil` is ahead. */
  readonly extraMinutes: number;
  readonly extraMinutesUntil?: Date;
}

/** Of what is not named nothing changes; null ends a pause. */
export interface SettingsChange {
  readonly pausedUntil?: Date | null;
  readonly extra?: { readonly minutes: number; readonly until?: Date };
}

/** The furthest ahead that a manager can pause or slow the shop, hours. */
export const furthestHours = 24;

/** Throws `invalid` on a time that is not ahead, or too far ahead. */
export const changeSettings = (settings: ShopSettings, change: SettingsChange, now: Date): ShopSettings => {
  const pausedUntil = change.pausedUntil === undefined ? settings.pausedUntil : (change.pausedUntil ?? undefined);
  const issues = [
    ...issuesOf('pausedUntil', change.pausedUntil ?? undefined, now),
    ...issuesOf('extraMinutesUntil', change.extra?.until, now),
  ];
  if (issues.length > 0) {
    throw invalid('until-not-allowed', `A time must be ahead, by at most ${furthestHours} hours.`, issues);
  }
  const { minutes, until } = change.extra ?? { minutes: settings.extraMinutes, until: settings.extraMinutesUntil };
  return { pausedUntil, extraMinutes: minutes, extraMinutesUntil: minutes === 0 ? undefined : until };
};

/** Only what is not over yet. */
export const settingsAt = (
  { pausedUntil, extraMinutes, extraMinutesUntil }: ShopSettings,
  now: Date,
): ShopSettings => ({
  ...(pausedUntil !== undefined && pausedUntil > now ? { pausedUntil } : {}),
  ...(extraMinutesUntil !== undefined && extraMinutesUntil > now
    ? { extraMinutes, extraMinutesUntil }
    : { extraMinutes: 0 }),
});

const issuesOf = (path: string, until: Date | undefined, now: Date): readonly Issue[] => {
  if (until === undefined) return [];
  if (until <= now) return [{ path, message: 'this time is over' }];
  const furthest = now.getTime() + furthestHours * 3_600_000;
  return until.getTime() > furthest ? [{ path, message: `this is more than ${furthestHours} hours ahead` }] : [];
};
