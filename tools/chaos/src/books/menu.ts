import { isDeepStrictEqual } from 'node:util';
import { sequenceFindings } from './orders';
import { lost, wrong, type Book, type Finding } from './book';
import type { Ledgers } from './ledgers';

/** What cannot be made, counted from the shelves, is what inventory said last, and what orders refuses to sell. */
export const bookOfMenu = ({ menu, recipes, shelves, published, log }: Ledgers): Book => {
  const free = new Map(shelves.map(({ ingredientId, onHand, reserved }) => [ingredientId, onHand - reserved]));
  const impossible = recipes
    .map(({ sku, needs }) => ({
      sku,
      missing: Object.keys(needs).filter((id) => (needs[id] ?? 0) > (free.get(id) ?? 0)),
    }))
    .filter(({ missing }) => missing.length > 0);
  const said = published.filter(({ name }) => name === 'menu.availability-changed');
  const last = log.find(({ name, sequence }) => name === 'menu.availability-changed' && sequence === menu.version);
  const skus = sorted(menu.unavailable.map(({ sku }) => sku));
  const findings: readonly Finding[] = [
    ...sequenceFindings(
      'the menu',
      menu.version,
      said.map(({ sequence }) => sequence),
    ),
    ...differ(
      impossible,
      menu.unavailable,
      'inventory keeps another list of what cannot be made than its shelves give',
    ),
    ...(last
      ? differ(menu.unavailable, last.data?.unavailable ?? [], 'inventory said last another list than it keeps')
      : []),
    ...(menu.soldOutAsOf < menu.version
      ? [lost(`orders heard the list ${menu.soldOutAsOf}, said was ${menu.version}`)]
      : []),
    ...(isDeepStrictEqual(sorted(menu.soldOut), skus)
      ? []
      : [wrong(`orders has sold out of ${sorted(menu.soldOut).join(', ')}, inventory of ${skus.join(', ')}`)]),
  ];
  const balance = `${impossible.length} of ${recipes.length} cannot be made, ${menu.soldOut.length} are sold out; said ${menu.version} times`;
  return { name: 'menu', balance, findings };
};

type Unavailable = Ledgers['menu']['unavailable'];

const sorted = (all: readonly string[]): readonly string[] => [...all].sort();

const differ = (one: Unavailable, other: Unavailable, what: string): readonly Finding[] => {
  const inWords = (list: Unavailable) =>
    sorted(list.map(({ sku, missing }) => `${sku} for want of ${sorted(missing).join(' and ')}`)).join(', ');
  return inWords(one) === inWords(other)
    ? []
    : [wrong(`${what}: ${inWords(one) || 'nothing'}; ${inWords(other) || 'nothing'}`)];
};
