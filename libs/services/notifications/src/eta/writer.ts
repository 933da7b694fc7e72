import type { Channel } from '@pizzeria/contracts';
import type { Letter, Row, Value } from '../domain/letter';
import type { Kind, Wording } from '../domain/message';
import type { Shop } from '../domain/shop';
import { en } from '../texts/en';
import type { CommonSentence, Language } from '../texts/language';
import type { Writer } from '../use-cases/ports';
import { fill } from './fill';
import { formatOrdered, formatValue } from './format';
import { layOut } from './mail';

/** Puts letters into the words of a language; English by default. */
export const etaWriter = (shop: Shop, language: Language = en): Writer => {
  const ours = { shop: shop.name, ...(shop.phone === undefined ? {} : { phone: shop.phone }) };
  const common = (name: CommonSentence, values = {}) => fill(language.common[name], { ...ours, ...values }, name);
  const inWords = (value: Value) => formatValue(value, language, shop.timeZone);
  const line = ({ what, amount }: Row) => ({
    what: typeof what === 'string' ? what : formatOrdered(what, language),
    ...(amount === undefined ? {} : { amount: inWords(amount) }),
  });
  return {
    write: (kind: Kind, channel: Channel, letter: Letter): Wording => {
      const values = { ...ours, ...mapped(letter.values, inWords) };
      const say = (name: string) => fill(language.kinds[kind][name], values, `${kind} ${name}`);
      if (channel === 'sms') return { text: (letter.sms ?? neverBySms(kind)).map(say).join(' ') };
      const subject = say('subject');
      const { name } = letter;
      return {
        subject,
        ...layOut({
          language: language.tag,
          subject,
          greeting: name === undefined ? common('hello') : common('hello-name', { name }),
          blocks: letter.email.map((block) => (typeof block === 'string' ? say(block) : block.map(line))),
          shop: shop.name,
          callUs: shop.phone === undefined ? undefined : common('call-us'),
        }),
      };
    },
    help: () => common(shop.phone === undefined ? 'help' : 'help-call'),
  };
};

const mapped = <From, To>(values: Readonly<Record<string, From>>, by: (value: From) => To): Record<string, To> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, by(value)]));

const neverBySms = (kind: Kind): never => {
  throw new Error(`${kind} is never said by SMS`);
};
