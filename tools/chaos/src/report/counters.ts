import type { Meter } from '../world/meter';

/** What the processes counted themselves, as far as it was read before they died. */
export const countersOf = (meter: Meter, heard: number): readonly (readonly [name: string, value: string])[] => {
  const ended = (outcome: string) => meter.sum('pizzeria_event_handled_total', { outcome });
  const bus = (name: string) => meter.sum(`pizzeria_bus_${name}_total`);
  return [
    ['events heard by the tap', String(heard)],
    [
      'deliveries, at least',
      `${ended('handled')} handled, ${ended('duplicate')} known to the inbox, ${ended('retried')} retried later, ` +
        `${ended('handed_back')} handed back, ${ended('dead')} given up`,
    ],
    [
      'the bus, at least',
      `${bus('reconnects')} reconnects, ${bus('resubscribes')} resubscriptions, ${bus('uncertain')} uncertain and ` +
        `${bus('unsent')} unsent publishes, ${bus('settle_lost')} acks lost, ${bus('failed_moves')} failed moves`,
    ],
  ];
};
