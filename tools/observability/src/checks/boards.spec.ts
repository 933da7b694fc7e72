import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import { dashboards } from '../boards/boards';
import { boardProblems, panelsOf } from './boards';

const boards = dashboards();
const uids = boards.map(({ uid }) => uid ?? '');
const copyOf = (board: Dashboard | undefined): Dashboard => JSON.parse(JSON.stringify(board)) as Dashboard;

describe('a board', () => {
  it.each(boards.map((board) => [board.title, board] as const))('%s is in order', (_, board) => {
    expect(boardProblems(board, uids)).toEqual([]);
  });

  it('has a uid and numbers of its own', () => {
    expect(new Set(uids).size).toBe(boards.length);
  });

  it('leads to the three others', () => {
    for (const { links = [], uid } of boards)
      expect(links.map(({ url }) => url).filter((url) => url?.startsWith('/d/'))).toEqual(
        uids.filter((other) => other !== uid).map((other) => `/d/${other}`),
      );
  });

  it.each<[string, (board: Dashboard) => void, RegExp]>([
    ['a panel without a title', (board) => (panelsOf(board)[0]!.title = ''), /no title/],
    ['a panel without a description', (board) => (panelsOf(board)[0]!.description = undefined), /no description/],
    [
      'a unit that Grafana does not know',
      (board) => (panelsOf(board)[1]!.fieldConfig!.defaults.unit = 'pizzas'),
      /unit “pizzas”/,
    ],
    ['no unit', (board) => (panelsOf(board)[1]!.fieldConfig!.defaults.unit = undefined), /unit “undefined”/],
    ['two panels of one number', (board) => (board.panels![1]!.id = board.panels![2]!.id), /one number/],
    ['a panel that asks nothing', (board) => (panelsOf(board)[0]!.targets = []), /asks for nothing/],
    ['a data source by a variable', (board) => (board.description = '${DS_PROMETHEUS}'), /instead of naming/],
    [
      'another data source',
      (board) => ((panelsOf(board)[0]!.targets![0] as { datasource?: object }).datasource = { uid: 'mimir' }),
      /no data source is called mimir/,
    ],
    [
      'another data source than its queries',
      (board) => (panelsOf(board)[0]!.datasource = { uid: 'loki' }),
      /ask loki for/,
    ],
    ['a link into nowhere', (board) => (board.links![0]!.url = '/d/gone'), /no board \/d\/gone/],
    ['a link that forgets the time', (board) => (board.links![0]!.keepTime = false), /forgets the time range/],
  ])('is refused with %s', (_, spoil, problem) => {
    const board = copyOf(boards[0]);
    spoil(board);
    expect(boardProblems(board, uids).join('\n')).toMatch(problem);
  });
});
