import { csvOf } from './csv';

describe('a table as CSV', () => {
  it('has a header of all that any record holds, and a line for each of them', () => {
    const records = [
      { day: '2026-03-14', orders: { placed: 2, late: 0 } },
      { day: '2026-03-15', orders: { placed: 1 }, open: true },
    ];
    expect(csvOf(records)).toBe('day,orders.placed,orders.late,open\r\n2026-03-14,2,0,\r\n2026-03-15,1,,true\r\n');
  });

  it('gives each currency a column', () => {
    const revenue = [
      { amount: 900, currency: 'EUR' },
      { amount: -3198, currency: 'USD' },
    ];
    expect(csvOf([{ revenue: [] }, { revenue }])).toBe('revenue.EUR,revenue.USD\r\n,\r\n900,-3198\r\n');
  });

  it('quotes what would break a line or a column', () => {
    expect(csvOf([{ reason: 'late,\r\n"cold"' }])).toBe('reason\r\n"late,\r\n""cold"""\r\n');
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])('lets no spreadsheet run %j', (reason) => {
    const [, cell] = csvOf([{ reason }]).split(/^reason\r\n/);
    expect(cell?.replace(/^"/, '')).toMatch(/^'/);
  });

  it('of nothing is empty but for the end of its header', () => {
    expect(csvOf([])).toBe('\r\n');
  });
});
