import { z } from 'zod';
import { csvOf } from './csv';

const amount = z.object({ amount: z.int(), currency: z.string() });
const note = z.object({ reason: z.string() });

describe('a table as CSV', () => {
  const day = z.object({
    day: z.string(),
    orders: z.object({ placed: z.int(), late: z.int().optional() }),
    open: z.boolean().optional(),
  });

  it('has a header of all that a record may hold, and a line for each of them', () => {
    const records = [
      { day: '2026-03-14', open: true, orders: { placed: 2 } },
      { orders: { placed: 1, late: 0 }, day: '2026-03-15' },
    ];
    expect(csvOf(day, records)).toBe('day,orders.placed,orders.late,open\r\n2026-03-14,2,,true\r\n2026-03-15,1,0,\r\n');
  });

  it('of nothing has the same header', () => {
    expect(csvOf(day, [])).toBe('day,orders.placed,orders.late,open\r\n');
  });

  it('has the columns of what is optional, of another form in the end, or one of several', () => {
    const row = z.object({
      price: amount.nullable().optional(),
      hour: z.coerce.number().default(0),
      told: z.string().transform((text) => text.length),
      by: z.union([z.literal('customer'), z.literal('staff')]),
    });
    expect(csvOf(row, [])).toBe('price.amount,price.currency,hour,told,by\r\n');
  });

  it('gives each currency that there is a column, in the order of their names, where the amounts stand', () => {
    const row = z.object({ day: z.string(), revenue: z.array(amount), items: z.int() });
    const usd = { amount: -3198, currency: 'USD' };
    const records = [
      { day: '1', revenue: [], items: 0 },
      { day: '2', revenue: [usd], items: 1 },
      { day: '3', revenue: [usd, { amount: 900, currency: 'EUR' }], items: 2 },
    ];
    expect(csvOf(row, records)).toBe('day,revenue.EUR,revenue.USD,items\r\n1,,,0\r\n2,,-3198,1\r\n3,900,-3198,2\r\n');
  });

  it('quotes what would break a line or a column', () => {
    expect(csvOf(note, [{ reason: 'late,\r\n"cold"' }])).toBe('reason\r\n"late,\r\n""cold"""\r\n');
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])('lets no spreadsheet run %j', (reason) => {
    const [, cell] = csvOf(note, [{ reason }]).split(/^reason\r\n/);
    expect(cell?.replace(/^"/, '')).toMatch(/^'/);
  });
});
