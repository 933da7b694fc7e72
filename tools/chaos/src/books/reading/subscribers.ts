import { queueNameOf } from '@pizzeria/bus';
import { analytics } from '@pizzeria/analytics';
import { inventory } from '@pizzeria/inventory';
import { kitchen } from '@pizzeria/kitchen';
import { notifications } from '@pizzeria/notifications';
import { orders } from '@pizzeria/orders';

interface Menu {
  readonly name: string;
  readonly subscriptions: Readonly<
    Record<string, { readonly handlers: readonly { readonly event: { readonly type: string } }[] }>
  >;
}

const definitions: readonly Menu[] = [orders, kitchen, inventory, notifications, analytics];

/** The queues that take each type of event, from the service definitions. */
export const subscribersOfAll = (): ReadonlyMap<string, readonly string[]> => {
  const queues = new Map<string, readonly string[]>();
  for (const { name, subscriptions } of definitions)
    for (const [subscription, { handlers }] of Object.entries(subscriptions))
      for (const type of new Set(handlers.map(({ event }) => event.type)))
        queues.set(type, [...(queues.get(type) ?? []), queueNameOf(name, subscription)]);
  return queues;
};
