import { z } from 'zod';
import { createEvent, type CreatedEvent } from '../create-event';
import { type DataOf, eventFamily, pastVersion } from '../event';
import { uuidv7Ids } from '../ids';
import { personal } from '../personal';
import { raise } from '../raised';
import { encodeEvent } from '../wire';

const depotEvent = eventFamily({ type: 'example.parcels', source: 'parcels' })('depot');

const recipient = z.object({ name: personal(z.string().min(1)), phone: personal(z.string()).optional() });

/** A generic event with two versions and personal data. */
export const ParcelSent = depotEvent({
  name: 'parcel.sent',
  version: 2,
  meaning: 'A parcel has left the depot.',
  schema: z.object({ parcelId: z.string(), grams: z.int().min(1), recipient }),
  example: { parcelId: 'p-1', grams: 250, recipient: { name: 'Ada', phone: '+441234567' } },
  past: [
    pastVersion({
      version: 1,
      schema: z.object({ parcelId: z.string(), grams: z.int().min(1), recipientName: personal(z.string()) }),
      example: { parcelId: 'p-1', grams: 250, recipientName: 'Ada' },
      upcast: ({ recipientName, ...rest }) => ({ ...rest, recipient: { name: recipientName } }),
    }),
  ],
  subject: ({ parcelId }) => `parcel/${parcelId}`,
});

/** Another event, whose name begins like the first one's. */
export const ParcelSentBack = depotEvent({
  name: 'parcel.sent-back',
  meaning: 'A parcel has come back to the depot.',
  schema: z.object({ parcelId: z.string() }),
  example: { parcelId: 'p-1' },
  subject: ({ parcelId }) => `parcel/${parcelId}`,
});

/** An event of a depot that no queue of the tests is for. */
export const DepotOpened = depotEvent({
  name: 'depot.opened',
  meaning: 'The depot takes parcels.',
  schema: z.object({ depotId: z.string() }),
  example: { depotId: 'd-1' },
  subject: ({ depotId }) => `depot/${depotId}`,
});

const stamp = () => ({ id: uuidv7Ids.next(), time: new Date('2026-03-01T12:00:00.000Z'), sequence: 1 });

/** A parcel's departure, created and encoded, with a fresh id. */
export const aParcelSent = (data: Partial<DataOf<typeof ParcelSent>> = {}): CreatedEvent =>
  createEvent(raise(ParcelSent, { ...ParcelSent.example, ...data }), stamp());

export const aParcelSentBack = (parcelId = 'p-1'): CreatedEvent =>
  createEvent(raise(ParcelSentBack, { parcelId }), stamp());

export const aDepotOpened = (): CreatedEvent => createEvent(raise(DepotOpened, DepotOpened.example), stamp());

/** A departure as version 1 of the contract wrote it, or with any other version and payload. */
export const aStoredParcelSent = (version: number, data: unknown): CreatedEvent => {
  const { envelope } = aParcelSent();
  const stored = { ...envelope, version, data };
  const body = encodeEvent(ParcelSent, stored);
  return { envelope: stored, message: { id: stored.id, routingKey: `parcel.sent.v${version}`, body } };
};
