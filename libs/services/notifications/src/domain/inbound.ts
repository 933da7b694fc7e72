export type Wish = 'none' | 'all' | 'help';

/** What the carriers ask every sender to understand. */
const words: Readonly<Record<Wish, readonly string[]>> = {
  none: ['STOP', 'STOPALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT'],
  all: ['START', 'YES', 'UNSTOP'],
  help: ['HELP', 'INFO'],
};

/** What Twilio takes a text for where it manages opt-outs: it may know words of other languages. */
const taken: Readonly<Record<string, Wish>> = { STOP: 'none', START: 'all', HELP: 'help' };

/**
 * What somebody wants who texts this to the shop, as `optOutType` of Twilio says, else by the text: undefined for
 * anything but one of the known words alone.
 */
export const wishOf = (text: string, optOutType?: string): Wish | undefined => {
  const known = optOutType === undefined ? undefined : taken[optOutType];
  if (known !== undefined) return known;
  const said = text.trim().toUpperCase();
  return (['none', 'all', 'help'] as const).find((wish) => words[wish].includes(said));
};
