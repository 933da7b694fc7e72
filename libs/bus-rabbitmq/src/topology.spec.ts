import { parseAddress } from './address';
import { BusMisconfigured } from './broker-error';
import { brokerObjects, objectsOfQueue, rungFor } from './topology';

const topology = {
  queues: [{ name: 'kitchen.tickets', bindings: ['order.placed.#', 'order.cancelled.#'] }],
  rungs: [5_000, 1_000],
};

describe('a topology on the broker', () => {
  it('names every exchange and queue before anything is bound to it', () => {
    const known = new Set<string>();
    for (const object of brokerObjects('shop', topology)) {
      if (object.kind !== 'binding') known.add(`${object.kind} ${object.name}`);
      else
        expect([`queue ${object.queue}`, `exchange ${object.exchange}`].filter((name) => !known.has(name))).toEqual([]);
    }
    expect(known.size).toBe(8);
  });

  it('finds what a queue needs by its name and by that of its dead letters', () => {
    const needed = objectsOfQueue('shop', topology, 'kitchen.tickets');
    expect(needed).toHaveLength(6);
    expect(objectsOfQueue('shop', topology, 'kitchen.tickets.dlq')).toEqual(needed);
    expect(objectsOfQueue('shop', topology, 'kitchen.other')).toBeUndefined();
  });

  it.each([
    [1_000, 1_000],
    [1_001, 5_000],
    [1, 1_000],
    [60_000, 5_000],
  ])('waits %d ms on the rung of %d ms', (ms, rung) => {
    expect(rungFor(ms, topology.rungs)).toBe(rung);
  });

  it('has no rung to wait on where there is no ladder', () => {
    expect(rungFor(1, [])).toBeUndefined();
  });
});

describe('a broker’s address', () => {
  it('is told without its password and asks for a heartbeat unless one is set', () => {
    const { url, text } = parseAddress('amqp://mario:secret@broker:5673/pizza%2Fshop');
    expect(text).toBe('broker:5673 (vhost pizza/shop, user mario)');
    expect(new URL(url).searchParams.get('heartbeat')).toBe('10');
    expect(new URL(parseAddress('amqps://broker?heartbeat=3').url).searchParams.get('heartbeat')).toBe('3');
  });

  it.each(['', 'broker:5672', 'http://broker', 'amqp://', 'amqp://broker/%zz'])('is refused when it is %p', (url) => {
    expect(() => parseAddress(url)).toThrow(BusMisconfigured);
  });
});
