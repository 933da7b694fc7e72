import type { Knex } from 'knex';
import type { Needs } from '../domain/recipes';
import type { OrderNeeds, Reservation, Reserved, Waiting } from '../domain/reservation';
import type { Shelf } from '../domain/shelf';
import type { ListedReservation, WantedReservations } from '../use-cases/ports';

/** Shelves by id; `lock` holds them, always in that order, so that two decisions cannot wait for each other. */
export const readShelves = async (
  sql: Knex,
  { ids, lock }: { readonly ids: Ids; readonly lock: boolean },
): Promise<readonly Shelf[]> => {
  const wanted = lock ? await holdShelves(sql, ids) : ids;
  const rows = await sql('ingredients as i')
    .join('suppliers as s', 's.id', 'i.supplier_id')
    .modify((query) => (wanted === 'every' ? query : query.whereIn('i.id', wanted)))
    .orderBy('i.id')
    .select<ShelfRow[]>('i.*', 's.name as supplier_name', 's.email as supplier_email');
  return rows.map(shelfOf);
};

type Ids = readonly string[] | 'every';

/**
 * Holds shelves and answers their ids. By a statement of its own: one that waits for a shelf reads it as it is then,
 * but what it joins as it was before.
 */
const holdShelves = async (sql: Knex, ids: Ids): Promise<readonly string[]> => {
  const rows: { id: string }[] = await sql('ingredients')
    .modify((query) => (ids === 'every' ? query : query.whereIn('id', ids)))
    .orderBy('id')
    .forUpdate()
    .select('id');
  return rows.map(({ id }) => id);
};

interface ShelfRow {
  readonly id: string;
  readonly name: string;
  readonly unit: Shelf['unit'];
  readonly supplier_id: string;
  readonly supplier_name: string;
  readonly supplier_email: string | null;
  readonly threshold: number;
  readonly par: number;
  readonly on_hand: number;
  readonly reserved: number;
  readonly low: boolean;
  readonly version: number;
  readonly smallest_portions: readonly number[];
}

const shelfOf = (row: ShelfRow): Shelf => ({
  ingredientId: row.id,
  name: row.name,
  unit: row.unit,
  supplier: {
    id: row.supplier_id,
    name: row.supplier_name,
    ...(row.supplier_email ? { email: row.supplier_email } : {}),
  },
  threshold: row.threshold,
  par: row.par,
  onHand: row.on_hand,
  reserved: row.reserved,
  low: row.low,
  version: row.version,
  smallestPortions: row.smallest_portions,
});

/** Writes shelves that the caller holds. */
export const saveShelves = async (sql: Knex, shelves: readonly Shelf[]): Promise<void> => {
  if (shelves.length === 0) return;
  await sql.raw(
    `update ingredients
     set on_hand = changed."onHand", reserved = changed.reserved, low = changed.low, version = changed.version,
       name = changed.name, supplier_id = changed.supplier ->> 'id', threshold = changed.threshold, par = changed.par
     from jsonb_to_recordset(?::jsonb)
       as changed("ingredientId" text, "onHand" integer, reserved integer, low boolean, version integer,
         name text, supplier jsonb, threshold integer, par integer)
     where ingredients.id = changed."ingredientId"`,
    [JSON.stringify(shelves)],
  );
};

export const readReservation = async (sql: Knex, orderId: string): Promise<Reservation | undefined> => {
  const row = await sql<ReservationRow>('reservations').where('order_id', orderId).first();
  return row && reservationOf(row);
};

/** Those who wait for any of these ingredients, oldest first. */
export const readWaiting = async (sql: Knex, ingredientIds: readonly string[]): Promise<readonly Waiting[]> =>
  (await held(sql, 'waiting', ingredientIds)).filter((reservation) => reservation.state === 'waiting');

/** Those for whom any of these ingredients is set aside, oldest first. */
export const readReserved = async (sql: Knex, ingredientIds: readonly string[]): Promise<readonly Reserved[]> =>
  (await held(sql, 'reserved', ingredientIds)).filter((reservation) => reservation.state === 'reserved');

const held = async (
  sql: Knex,
  state: 'waiting' | 'reserved',
  ingredientIds: readonly string[],
): Promise<readonly Reservation[]> => {
  const rows = await sql<ReservationRow>('reservations')
    .where('state', state)
    .whereRaw('jsonb_exists_any(needs, ?::text[])', [[...ingredientIds]])
    .orderBy(['placed_at', 'number']);
  return rows.map(reservationOf);
};

export const listReservations = async (
  sql: Knex,
  { orderId, state, after, limit }: WantedReservations,
): Promise<readonly ListedReservation[]> => {
  const rows: ReservationRow[] = await sql<ReservationRow>('reservations')
    .modify((query) => (orderId ? query.where('order_id', orderId) : query))
    .modify((query) => (state ? query.where('state', state) : query))
    .modify((query) => (after === undefined ? query : query.where('position', '>', after)))
    .orderBy('position')
    .limit(limit);
  return rows.map((row) => ({ position: Number(row.position), reservation: reservationOf(row) }));
};

export const saveReservations = async (sql: Knex, reservations: readonly Reservation[]): Promise<void> => {
  if (reservations.length === 0) return;
  await sql('reservations').insert(reservations.map(rowOf)).onConflict('order_id').merge();
};

interface ReservationRow {
  readonly order_id: string;
  readonly position: string;
  readonly state: Reservation['state'];
  readonly version: number;
  readonly number: number | null;
  readonly placed_at: Date | null;
  readonly needs: Needs | null;
  readonly missing: Waiting['missing'] | null;
}

const reservationOf = (row: ReservationRow): Reservation => {
  const { order_id: orderId, version, state } = row;
  const order = orderOf(row);
  if (state === 'committed' || state === 'released') return { state, orderId, version, order };
  if (!order) throw new Error(`the reservation of order ${orderId} lost its needs`);
  return state === 'reserved'
    ? { state, orderId, version, order }
    : { state, orderId, version, order, missing: row.missing ?? [] };
};

const orderOf = ({ number, placed_at: placedAt, needs }: ReservationRow): OrderNeeds | undefined =>
  number !== null && placedAt && needs ? { number, placedAt: placedAt.toISOString(), needs } : undefined;

const rowOf = (reservation: Reservation) => ({
  order_id: reservation.orderId,
  state: reservation.state,
  version: reservation.version,
  number: reservation.order?.number ?? null,
  placed_at: reservation.order?.placedAt ?? null,
  needs: reservation.order ? JSON.stringify(reservation.order.needs) : null,
  missing: reservation.state === 'waiting' ? JSON.stringify(reservation.missing) : null,
});
