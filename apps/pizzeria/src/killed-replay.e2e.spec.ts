import { until } from '@pizzeria/bus/testing';
import { createEvent, uuidv7Ids } from '@pizzeria/bus';
import { OrderPlaced } from '@pizzeria/contracts';
import { deadLetters, type DeadLetter } from '@pizzeria/postgres';
import { describeInBothModes } from './testing/modes';
import { openHouse, type House } from './testing/open-house';

const door = 4_711;
const queue = 'kitchen.tickets';
const order = { ...OrderPlaced.example, orderId: uuidv7Ids.next() };
const { message } = createEvent(
  { event: OrderPlaced, data: order },
  { id: uuidv7Ids.next(), time: new Date(), sequence: 1 },
);

describeInBothModes('a process killed between sending a dead letter and noting that it did', (mode) => {
  let house: House;
  let letter: DeadLetter;
  beforeAll(async () => {
    house = await openHouse(mode);
    await house.start();
    const letters = deadLetters(house.kitchen());
    const given = { queue, messageId: message.id, eventId: message.id, routingKey: message.routingKey };
    await letters.add({ ...given, body: message.body, marks: { reason: 'rejected' }, receivedAt: new Date() });
    letter = (await letters.list())[0] as DeadLetter;
  });
  afterAll(() => house.close());

  const path = () => `/api/operations/kitchen/dead-letters/${letter.id}`;
  const sql = <Row>(text: string) =>
    house
      .kitchen()
      .sql.raw<{ rows: Row[] }>(text)
      .then(({ rows }) => rows);
  const tickets = () => house.kitchen().sql('tickets').where({ order_id: order.orderId });
  const handled = async () => (await house.kitchen().sql('inbox').where({ message_id: message.id })).length;

  /** Whatever changes a dead letter stands before its COMMIT until the door is opened. */
  const shutTheDoor = async (): Promise<() => Promise<void>> => {
    await sql(`
      CREATE FUNCTION wait_at_the_door() RETURNS trigger LANGUAGE plpgsql
        AS $$ BEGIN PERFORM pg_advisory_xact_lock(${door}); RETURN NULL; END $$;
      CREATE CONSTRAINT TRIGGER door AFTER UPDATE ON dead_letters DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION wait_at_the_door()`);
    let open: () => void = () => undefined;
    const opened = new Promise<void>((resolve) => (open = resolve));
    let isShut: () => void = () => undefined;
    const shut = new Promise<void>((resolve) => (isShut = resolve));
    const holding = house.kitchen().transaction(async () => {
      await sql(`SELECT pg_advisory_xact_lock(${door})`);
      isShut();
      await opened;
    });
    await shut;
    return () => (open(), holding);
  };
  const atTheDoor = () =>
    sql<{ pid: number }>(
      `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'advisory'`,
    );

  it('has sent it, and left it waiting', async () => {
    const openTheDoor = await shutTheDoor();
    const answer = house.call('POST', `${path()}/replay`, { as: 'manager' }).catch(() => 'none');
    await until('the replay is about to be committed', async () => (await atTheDoor()).length > 0);
    await until('what was sent is handled', async () => (await handled()) === 1);
    const [waiting] = await atTheDoor();
    await house.kill();
    expect(await answer).toBe('none');
    // The server would commit for a client that is gone if it had been asked to: it is as if it had not.
    await sql(`SELECT pg_terminate_backend(${waiting?.pid})`);
    await until('nobody stands at the door', async () => (await atTheDoor()).length === 0);
    await openTheDoor();
    await sql('DROP TRIGGER door ON dead_letters');
    expect(await deadLetters(house.kitchen()).get(letter.id)).toMatchObject({ state: 'waiting', replays: 0 });
    expect(await tickets()).toHaveLength(1);
  });

  it('may send it again, and the kitchen has one ticket', async () => {
    await house.start();
    const { status, body } = await house.call('POST', `${path()}/replay`, { as: 'manager' });
    expect([status, body['state']]).toEqual([200, 'replayed']);
    const { body: details } = await house.call<{ history: { action: string }[] }>('GET', path(), { as: 'manager' });
    expect(details.history.map(({ action }) => action)).toEqual(['failed', 'replayed']);
    await house.finish();
    expect([await handled(), (await tickets()).length]).toEqual([1, 1]);
    expect(await deadLetters(house.kitchen()).list()).toEqual([]);
  });
});
