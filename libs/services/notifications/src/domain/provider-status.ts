/** How far a provider has brought a message, from the first word to the last; the last three are final. */
export const providerStatuses = ['queued', 'sending', 'sent', 'delivered', 'undelivered', 'failed'] as const;
export type ProviderStatus = (typeof providerStatuses)[number];

const final = providerStatuses.indexOf('delivered');

const rank = (status: ProviderStatus | undefined): number =>
  status === undefined ? -1 : Math.min(providerStatuses.indexOf(status), final);

/** Whether a status is news: reports overtake each other, and only forward counts. */
export const isNews = (reported: ProviderStatus, known: ProviderStatus | undefined): boolean =>
  rank(reported) > rank(known);

/** Whether it says that the message will not arrive. */
export const isLost = (status: ProviderStatus): boolean => status === 'undelivered' || status === 'failed';

/** Twilio's codes of numbers that no SMS will ever reach: 30005 unknown, 30006 a landline, 21610 opted out … */
const forEver = new Set(['21211', '21610', '21612', '21614', '30004', '30005', '30006']);

/** Whether another try would end the same, whenever it is made. */
export const isPermanent = (code: string): boolean => forEver.has(code);
