import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { order, repeatedly } from '../stage/people';
import { lockTable, statement, takeLead } from './databases';
import { againAndAgain, processOf, starve, startedAgain } from './processes';
import type { Scenario } from './scenario';

export const killedAgainAndAgain: Scenario = {
  what: 'analytics is killed as soon as it is started',
  expects: [{ alert: 'TargetDown', labels: { job: 'analytics' } }],
  cause: async (stage, onUndo) => {
    const analytics = processOf(stage, 'analytics');
    onUndo(() => startedAgain(stage, 'analytics'));
    onUndo(
      againAndAgain(async () => {
        if (analytics.pid !== undefined) await analytics.kill('SIGKILL');
        await pause(200);
      }),
    );
  },
};

export const noProcessor: Scenario = {
  what: 'the processor is taken away from inventory for most of the time',
  expects: [{ alert: 'EventLoopBlocked', labels: { job: 'inventory' } }],
  cause: async (stage, onUndo) => {
    onUndo(starve(processOf(stage, 'inventory').pid));
  },
};

export const refusedEvent: Scenario = {
  what: 'an event is in the outbox of inventory that it may not publish',
  expects: [{ alert: 'OutboxRowsParked', labels: { service: 'inventory' } }],
  async cause(stage, onUndo) {
    onUndo(() => statement(stage, 'inventory', 'DELETE FROM outbox_parked'));
    await statement(
      stage,
      'inventory',
      `INSERT INTO outbox (event_id, type, routing_key, subject, sequence, created_at, body)
       VALUES ($1, 'com.mariopizzeria.order.placed', 'order.placed.v2', 'order/none', 1, now(), '{}')`,
      [randomUUID()],
    );
  },
};

export const stolenLead: Scenario = {
  what: 'somebody else holds the lock of the relay of notifications',
  expects: [{ alert: 'NoRelayLeader', labels: { job: 'notifications' } }],
  cause: (stage, onUndo) => takeLead(stage, 'notifications', onUndo),
};

export const lockedTable: Scenario = {
  what: 'a table of orders is locked, and people go on ordering',
  expects: [
    { alert: 'DatabasePoolExhausted', labels: { job: 'orders' } },
    { alert: 'HttpSlow', labels: { job: 'orders' } },
  ],
  async cause(stage, onUndo) {
    await lockTable(stage, 'orders', 'orders', onUndo);
    onUndo(repeatedly(3, () => order(stage)));
  },
};

export const memoryAlarm: Scenario = {
  what: 'the broker has no memory left',
  expects: [{ alert: 'BrokerAlarm', labels: { alarm: 'memory' } }],
  async cause({ broker }, onUndo) {
    onUndo(() => broker.ctl('set_vm_memory_high_watermark', '0.4'));
    await broker.ctl('set_vm_memory_high_watermark', '0.000001');
  },
};

export const brokerGone: Scenario = {
  what: 'the broker is killed, and people go on ordering',
  expects: [
    { alert: 'BrokerDown' },
    { alert: 'BusDisconnected', labels: { job: 'orders', role: 'publish' } },
    { alert: 'OutboxStuck', labels: { service: 'orders' } },
  ],
  async cause(stage, onUndo) {
    onUndo(() => stage.broker.restart());
    await stage.broker.kill();
    onUndo(repeatedly(1, () => order(stage)));
  },
};
