import { OrderCookingStarted, OrderReady } from '@pizzeria/contracts';
import { startTestService, type CallOptions, type TestServiceOptions } from '@pizzeria/service/testing';
import { orders } from '../service';
import { adasBody } from './requests';

/** An order as its customer holds it. */
export interface Placed {
  readonly id: string;
  readonly number: number;
  readonly token: string;
}

/** The running service, and what people do at its counter, in its kitchen and at home. */
export const openCounter = async (options: TestServiceOptions = {}) => {
  const service = await startTestService(orders, options);

  const place = async (body: object = adasBody): Promise<Placed> => {
    const answer = await service.call('POST', '/api/orders', { body });
    const { id, number, trackingToken: token } = answer.body as { id: string; number: number; trackingToken: string };
    return { id, number, token };
  };

  /** The order as its customer sees it. */
  const read = async ({ id, token }: Placed) =>
    (await service.call('GET', `/api/orders/${id}`, { tracking: token })).body;

  const act = ({ id }: Placed, action: string, options: CallOptions) =>
    service.call('POST', `/api/orders/${id}/${action}`, options);

  const cook = async ({ id: orderId, number }: Placed) => {
    await service.publishForeign(OrderCookingStarted, { ...OrderCookingStarted.example, orderId, number });
    await service.settled();
  };

  const finish = async ({ id: orderId, number }: Placed) => {
    await service.publishForeign(OrderReady, { ...OrderReady.example, orderId, number }, { sequence: 2 });
    await service.settled();
  };

  /** What orders said of this order, as `1 order.placed`. */
  const told = async ({ id }: Placed) => {
    await service.settled();
    const events = service.published().filter(({ subject }) => subject === `order/${id}`);
    return events.map(({ type, sequence }) => `${sequence} ${type.replace('com.mariopizzeria.', '')}`);
  };

  return { service, place, read, act, cook, finish, told, close: () => service.stop() };
};

export type Counter = Awaited<ReturnType<typeof openCounter>>;
