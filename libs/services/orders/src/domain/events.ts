import type {
  OrderCancelled,
  OrderCancelledData,
  OrderDelivered,
  OrderDeliveredData,
  OrderOutForDelivery,
  OrderOutForDeliveryData,
  OrderPlaced,
  OrderPlacedData,
  OrderUndeliverable,
  OrderUndeliverableData,
  PaymentProcessed,
  PaymentProcessedData,
  PaymentRefunded,
  PaymentRefundedData,
} from '@pizzeria/contracts';

interface Raised<Event, Data> {
  readonly event: Event;
  readonly data: Data;
}

/** What the domain can say has happened. */
export type OrdersEvent =
  | Raised<typeof OrderPlaced, OrderPlacedData>
  | Raised<typeof OrderCancelled, OrderCancelledData>
  | Raised<typeof PaymentProcessed, PaymentProcessedData>
  | Raised<typeof PaymentRefunded, PaymentRefundedData>
  | Raised<typeof OrderOutForDelivery, OrderOutForDeliveryData>
  | Raised<typeof OrderDelivered, OrderDeliveredData>
  | Raised<typeof OrderUndeliverable, OrderUndeliverableData>;
