import { blank, blankPersonal, decodeEvent, type EventTable } from '@pizzeria/bus';
import { cleanText } from '../logging/redact';

/** Shorter ones stand in too many words to be taken out of a text. */
const shortest = 3;

/**
 * A text about a message, such as the error its handler threw, with every value blank that the message's contract
 * marks as personal, and with whatever looks like an e-mail address or a telephone number.
 */
export const withoutPersonalTexts = (text: string, events: EventTable, body: Uint8Array): string =>
  cleanText(personalTexts(events, body).reduce((left, personal) => left.replaceAll(personal, blank), text));

/** Longest first, so that a part of a longer one does not keep that from being found. */
const personalTexts = (events: EventTable, body: Uint8Array): readonly string[] => {
  try {
    const { type, version, data } = decodeEvent(body);
    const definition = events.get(type);
    const texts = definition ? hidden(data, blankPersonal(definition, data, version)) : [];
    return [...new Set(texts)].sort((a, b) => b.length - a.length);
  } catch {
    return [];
  }
};

/** The texts that `shown` has blanked. */
const hidden = (value: unknown, shown: unknown): readonly string[] => {
  if (shown === blank) return textsIn(value);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inside]) =>
    hidden(inside, (shown as Readonly<Record<string, unknown>>)[name]),
  );
};

const textsIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return value.trim().length >= shortest ? [value.trim()] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
};
