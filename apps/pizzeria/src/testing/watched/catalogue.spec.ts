import { labelFaults, readScrape, type CataloguedMetric } from './catalogue';

describe('what a scrape and the catalogue say of a metric', () => {
  const heat: CataloguedMetric = {
    name: 'oven_heat',
    type: 'gauge',
    labels: [{ name: 'oven', optional: false, values: ['1', '2'] }],
    bounds: [],
    shownBy: 'all',
  };
  const faultsOf = (series: string) => labelFaults(heat, readScrape(`# TYPE oven_heat gauge\n${series}`));

  it('agrees where the labels and their values do', () => {
    expect(faultsOf('oven_heat{oven="1"} 400')).toEqual([]);
  });

  it.each([
    ['it has no series', '', 'oven_heat has no series'],
    ['a label is unknown', 'oven_heat{oven="1",wood="oak"} 400', 'oven_heat has a label wood'],
    ['a label is missing', 'oven_heat{le="1"} 400', 'oven_heat lacks its label oven'],
    ['a value is unknown', 'oven_heat{oven="3"} 400', 'oven_heat has oven=3'],
  ])('does not where %s', (_, series, fault) => {
    expect(faultsOf(series)).toContain(fault);
  });
});
