export type Wish = 'none' | 'all' | 'help';

/** What the carriers ask every sender to understand. */
const words: Readonly<Record<Wish, readonly string[]>> = {
  none: ['STOP', 'STOPALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT'],
  all: ['START', 'YES', 'UNSTOP'],
  help: ['HELP', 'INFO'],
};

/** What somebody wants who texts this to the shop; undefined for anything but one of the known words alone. */
export const wishOf = (text: string): Wish | undefined => {
  const said = text.trim().toUpperCase();
  return (['none', 'all', 'help'] as const).find((wish) => words[wish].includes(said));
};
