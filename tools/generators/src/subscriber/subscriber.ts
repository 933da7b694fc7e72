/** What is asked for. */
export interface SubscriberOptions {
  /** For example `order.delivered`. */
  readonly event: string;
  readonly service: string;
  /** One that the service has, or a new one. */
  readonly subscription: string;
  /** Name of the handler in code: what it does. */
  readonly handler: string;
}

/** Where things are, and what they are called, by the rules of this repository. */
export interface Subscriber extends SubscriberOptions {
  /** `libs/services/<service>` */
  readonly root: string;
  /** `order-delivered` */
  readonly file: string;
  /** `OrderDelivered` */
  readonly definition: string;
}

const slug = /^[a-z]+(-[a-z]+)*$/;
const name = /^[a-z]+(\.[a-z]+(-[a-z]+)*)$/;

/** Throws, saying what is wrong and what would be right. */
export const subscriberOf = (options: SubscriberOptions): Subscriber => {
  const { event, service, subscription, handler } = options;
  if (!name.test(event)) throw new Error(`"${event}" is no event's name: write it like order.delivered.`);
  if (!slug.test(service)) throw new Error(`"${service}" is no service's name: write it like inventory.`);
  if (!slug.test(subscription))
    throw new Error(`"${subscription}" is no name for a subscription: small letters and hyphens, like procurement.`);
  if (!/^[a-z][A-Za-z]*$/.test(handler))
    throw new Error(`"${handler}" is no name for a handler: say what it does, like thankCourier.`);
  const file = event.replace('.', '-');
  const definition = file.replace(/(?:^|-)([a-z])/g, (_match, letter: string) => letter.toUpperCase());
  return { ...options, root: `libs/services/${service}`, file, definition };
};
