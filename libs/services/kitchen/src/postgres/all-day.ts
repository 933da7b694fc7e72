import type { Knex } from 'knex';
import type { TicketItem } from '../domain/ticket';
import type { AllDay, Counted } from '../use-cases/ports';

type ItemRow = Counted & Pick<TicketItem, 'kind' | 'name'> & { readonly size: TicketItem['size'] | null };

/** Everything that is left to make for the tickets that cook or may be started, and are not for later than now. */
export const allDay = async (sql: Knex, now: Date): Promise<AllDay> => {
  const items = await sql.raw<{ rows: ItemRow[] }>(
    `
    select item ->> 'kind' as kind, item ->> 'name' as name, item ->> 'size' as size, ${counted}
    ${allItems} where item ->> 'kind' <> 'drink' and ${isWanted}
    group by 1, 2, 3
    order by sum((item ->> 'quantity')::integer) desc, 2, 3`,
    { now },
  );
  const extras = await sql.raw<{ rows: AllDay['extras'] }>(
    `
    select extra as sku, ${counted}
    ${allItems}, jsonb_array_elements_text(item -> 'extras') as extra where ${isWanted}
    group by 1
    order by sum((item ->> 'quantity')::integer) desc, 1`,
    { now },
  );
  return {
    items: items.rows.map(({ size, ...item }) => ({ ...item, ...(size === null ? {} : { size }) })),
    extras: extras.rows,
  };
};

const howMany = (status: string): string =>
  `coalesce(sum((item ->> 'quantity')::integer) filter (where status = '${status}'), 0)::integer as ${status}`;

const counted = `${howMany('cooking')}, ${howMany('queued')}`;

const allItems = `
  from tickets, jsonb_array_elements(ticket -> 'order' -> 'items') as item`;

/** Of a ticket that nobody started: nobody should before its time, where it is for later. */
export const isTimeFor = `(ticket #>> '{order,requestedFor}' is null or start_by <= :now)`;

/** Of tickets that cook or may be started, and not through the last station. */
const isWanted = `
  status in ('cooking', 'queued') and start_by is not null and (status = 'cooking' or ${isTimeFor})
    and not coalesce(ticket -> 'cooking' -> 'bumps', '[]')
      @> jsonb_build_array(jsonb_build_object('line', item -> 'line', 'station', 'cut'))`;
