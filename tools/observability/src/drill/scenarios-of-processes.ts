import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { order, repeatedly } from '../stage/people';
import { lockTable, statement, takeLead } from './databases';
import { processOf, startedAgain } from './processes';
import type { Scenario } from './scenario';

export const killedAgainAndAgain: Scenario = {
  what: 'analytics is killed as soon as it is started',
  expects: [{ alert: 'TargetDown', labels: { job: 'analytics' } }],
  async cause(stage) {
    const process = processOf(stage, 'analytics');
    let over = false;
    const killing = (async () => {
      while (!over) {
        if (process.pid !== undefined) await process.kill('SIGKILL');
        await pause(200);
      }
    })();
    return async () => {
      over = true;
      await killing;
      await startedAgain(stage, 'analytics');
    };
  },
};

export const noProcessor: Scenario = {
  what: 'the processor is taken away from inventory for most of the time',
  expects: [{ alert: 'EventLoopBlocked', labels: { job: 'inventory' } }],
  async cause(stage) {
    const { pid = 0 } = processOf(stage, 'inventory');
    let over = false;
    const stopping = (async () => {
      while (!over) {
        process.kill(pid, 'SIGSTOP');
        await pause(400);
        process.kill(pid, 'SIGCONT');
        await pause(200);
      }
    })();
    return async () => {
      over = true;
      await stopping;
    };
  },
};

export const refusedEvent: Scenario = {
  what: 'an event is in the outbox of inventory that it may not publish',
  expects: [{ alert: 'OutboxRowsParked', labels: { service: 'inventory' } }],
  async cause(stage) {
    await statement(
      stage,
      'inventory',
      `INSERT INTO outbox (event_id, type, routing_key, subject, sequence, created_at, body)
       VALUES ($1, 'com.mariopizzeria.order.placed', 'order.placed.v2', 'order/none', 1, now(), '{}')`,
      [randomUUID()],
    );
    return () => statement(stage, 'inventory', 'DELETE FROM outbox_parked');
  },
};

export const stolenLead: Scenario = {
  what: 'somebody else holds the lock of the relay of notifications',
  expects: [{ alert: 'NoRelayLeader', labels: { job: 'notifications' } }],
  cause: (stage) => takeLead(stage, 'notifications'),
};

export const lockedTable: Scenario = {
  what: 'a table of orders is locked, and people go on ordering',
  expects: [
    { alert: 'DatabasePoolExhausted', labels: { job: 'orders' } },
    { alert: 'HttpSlow', labels: { job: 'orders' } },
  ],
  async cause(stage) {
    const unlock = await lockTable(stage, 'orders', 'orders');
    const stop = repeatedly(3, () => order(stage));
    return async () => {
      stop();
      await unlock();
    };
  },
};

export const memoryAlarm: Scenario = {
  what: 'the broker has no memory left',
  expects: [{ alert: 'BrokerAlarm', labels: { alarm: 'memory' } }],
  async cause({ broker }) {
    await broker.ctl('set_vm_memory_high_watermark', '0.000001');
    return () => broker.ctl('set_vm_memory_high_watermark', '0.4');
  },
};

export const brokerGone: Scenario = {
  what: 'the broker is killed, and people go on ordering',
  expects: [
    { alert: 'BrokerDown' },
    { alert: 'BusDisconnected', labels: { job: 'orders', role: 'publish' } },
    { alert: 'OutboxStuck', labels: { service: 'orders' } },
  ],
  async cause(stage) {
    await stage.broker.kill();
    const stop = repeatedly(1, () => order(stage));
    return async () => {
      stop();
      await stage.broker.restart();
    };
  },
};
