/**
 * Settings of a pizzeria that lives as fast as the simulator's people: their usual values, in seconds for minutes, as
 * far as settings can be so small. What no cook touches is given up within the minute.
 */
export const hurry = {
  PICKUP_LEAD_MINUTES: '0',
  DELIVERY_LEAD_MINUTES: '1',
  KITCHEN_BAKE_SECONDS: '7',
  KITCHEN_MAKE_SECONDS: '1',
  KITCHEN_PACK_SECONDS: '1',
  KITCHEN_DELIVERY_MINUTES: '1',
  KITCHEN_PATIENCE_MINUTES: '1',
  KITCHEN_UNATTENDED_MINUTES: '0.17,0.33,0.67',
  READY_DELAY_SECONDS: '1',
} as const;

/** How many orders a simulation of so many is to leave untouched by any cook. */
export const unattendedOf = (orders: number): number => Math.max(1, Math.round(orders / 30));
