import { until } from '@pizzeria/bus/testing';
import type { TestService } from '@pizzeria/service/testing';

/** Resolves when everything is handled or given up, also by those who asked for time: the clock brings it nearer. */
export const served = async (service: Pick<TestService, 'clock' | 'counts' | 'settled'>): Promise<void> => {
  const { clock, counts } = service;
  let inHand = true;
  while (inHand) {
    await until('all deliveries have ended', () => {
      clock.advance(1_000);
      return counts.ended === counts.routed;
    });
    const before = counts.routed;
    await service.settled();
    inHand = counts.routed !== before;
  }
};
