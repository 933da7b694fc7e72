import { setTimeout as pause } from 'node:timers/promises';
import { Operator, openRawSender } from '@pizzeria/bus-rabbitmq/testing';
import { until } from '@pizzeria/local';
import { order, repeatedly } from '../stage/people';
import type { Stage } from '../stage/stage';
import { lockTable } from './databases';
import { deadLetters, discardAll, makeTopology } from './commands';
import { processOf, startedAgain } from './processes';
import type { Scenario } from './scenario';

const tickets = { queue: 'kitchen.tickets' };
const sms = { queue: 'notifications.sms' };
const patienceMs = 60_000;

export const badMessages: Scenario = {
  what: 'a publisher sends 30 messages that are no events',
  expects: [
    { alert: 'DeadLetterBurst', labels: tickets },
    { alert: 'DeadLettersWaiting', labels: tickets },
  ],
  async cause(stage, onUndo) {
    const sender = await openRawSender(stage.broker.url);
    onUndo(() => discardAll(stage, 'kitchen.tickets'));
    onUndo(() => sender.close());
    for (let n = 0; n < 30; n += 1) sender.send('kitchen.tickets', Buffer.from(`no event ${n}`));
    await sender.drain();
  },
};

export const providerFails: Scenario = {
  what: 'the SMS provider answers 500',
  expects: [
    { alert: 'RetryStorm', labels: sms },
    { alert: 'NotificationsFailing', labels: { channel: 'sms' } },
  ],
  cause: async (stage, onUndo) => {
    onUndo(() => deadLetters(stage, 'replay', '--queue', 'notifications.sms'));
    onUndo(() => (stage.twilio.mood = 'takes'));
    stage.twilio.mood = { status: 500, code: 20500 };
    onUndo(repeatedly(1, () => order(stage, '+14155550123')));
  },
};

/** Slower by less than a heartbeat each time: the connection must not be given up. */
const slowest = 40_000;
const slowerBy = 5_000;
/** Fewer than the prefetch while they are under way, so that they come steadily. */
const ordersASecond = 1 / 3;

export const slowWay: Scenario = {
  what: 'what the broker says arrives 40 s late at analytics',
  expects: [{ alert: 'EventsLate', labels: { queue: 'analytics.metrics' } }],
  async cause(stage, onUndo) {
    const way = stage.brokerOf('analytics');
    onUndo(() => way.pass());
    onUndo(repeatedly(ordersASecond, () => order(stage)));
    for (let ms = slowerBy; ms <= slowest; ms += slowerBy) {
      way.slow(ms, 'to the client');
      await pause(slowerBy);
    }
  },
};

export const databaseAway: Scenario = {
  what: 'the kitchen does not reach its database',
  expects: [
    { alert: 'SubscriptionPaused', labels: tickets },
    { alert: 'QueueHasNoConsumers', labels: tickets },
    { alert: 'HttpErrors', labels: { job: 'kitchen' } },
  ],
  cause: async (stage, onUndo) => {
    onUndo(() => stage.databaseOf('kitchen').pass());
    stage.databaseOf('kitchen').refuse();
    onUndo(repeatedly(1, () => order(stage)));
    onUndo(repeatedly(2, () => stage.call('kitchen')('GET', '/api/kitchen/tickets', { as: 'kitchen' })));
  },
};

export const killingMessage: Scenario = {
  what: 'the kitchen dies four times over the same message',
  expects: [{ alert: 'CrashLoopingMessage', labels: tickets }],
  async cause(stage, onUndo) {
    await lockTable(stage, 'kitchen', 'tickets', onUndo);
    await order(stage);
    for (let death = 1; death <= 4; death += 1) {
      await until('the kitchen to have it in hand', patienceMs, () => inHand(stage));
      await processOf(stage, 'kitchen').kill('SIGKILL');
    }
    await startedAgain(stage, 'kitchen');
  },
};

const inHand = async ({ fleet }: Stage): Promise<boolean> => {
  const port = fleet.copies.find(({ service }) => service === 'kitchen')?.managementPort ?? 0;
  const text = await fetch(`http://127.0.0.1:${port}/metrics`).then(
    (answer) => answer.text(),
    () => '',
  );
  return /^pizzeria_bus_in_flight\{[^}]*queue="kitchen\.tickets"[^}]*\} [1-9]/m.test(text);
};

const lost = 'order.cancelled.#';

export const lostBindings: Scenario = {
  what: 'every binding of order.cancelled is deleted',
  expects: [{ alert: 'UnroutableRequired', labels: { event: 'order.cancelled' } }],
  async cause(stage, onUndo) {
    const { broker } = stage;
    const listed = await broker.ctl(
      'list_bindings',
      'source_name',
      'destination_name',
      'routing_key',
      '--formatter',
      'json',
    );
    const bindings = (JSON.parse(listed) as readonly Record<string, string>[]).filter(
      ({ source_name: from, routing_key: key }) => from === 'pizzeria.events' && key === lost,
    );
    const operator = await Operator.at(broker.url);
    onUndo(() => operator.close());
    const each = async (act: 'bindQueue' | 'unbindQueue') => {
      for (const { destination_name: queue = '' } of bindings)
        await operator.tries((channel) => channel[act](queue, 'pizzeria.events', lost));
    };
    onUndo(() => each('bindQueue'));
    await each('unbindQueue');
    const id = await order(stage);
    const { status } = await stage.call('orders')('POST', `/api/orders/${id}/cancel`, {
      as: 'manager',
      body: { reason: 'a drill' },
    });
    if (status >= 300) throw new Error(`The order could not be cancelled: ${status}.`);
  },
};

export const deletedQueue: Scenario = {
  what: 'a queue is deleted',
  expects: [{ alert: 'QueueMissing', labels: { queue: 'inventory.procurement' } }],
  async cause({ broker }, onUndo) {
    const operator = await Operator.at(broker.url);
    onUndo(() => operator.close());
    onUndo(() => makeTopology(broker.url));
    await operator.tries((channel) => channel.deleteQueue('inventory.procurement'));
  },
};
