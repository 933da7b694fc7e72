import { Eta } from 'eta';
import type { Channel } from '@pizzeria/contracts';
import type { Kind, Wording } from '../domain/message';
import { orderConfirmedTexts } from '../texts/order-confirmed';
import { orderReadyTexts } from '../texts/order-ready';
import type { Texts } from '../texts/texts';
import type { Facts, FactsOf, Writer } from '../use-cases/ports';

const textsOf: Readonly<Record<Kind, Texts>> = {
  'order-confirmed': orderConfirmedTexts,
  'order-ready': orderReadyTexts,
};

const plain = new Eta({ autoEscape: false, autoTrim: false });
const escaping = new Eta({ autoEscape: true, autoTrim: false });

/** Puts facts into the words of their kind; each template is compiled once. */
export const etaWriter = (): Writer => {
  const compiled = new Map<string, (facts: Facts) => string>();
  const fill = (eta: Eta, template: string, facts: Facts): string => {
    let render = compiled.get(template);
    if (render === undefined) {
      const filled = eta.compile(template);
      render = (it) => filled.call(eta, it).trim();
      compiled.set(template, render);
    }
    return render(facts);
  };
  return {
    write<K extends Kind>(kind: K, channel: Channel, facts: FactsOf[K]): Wording {
      const texts = textsOf[kind];
      if (channel === 'sms') return { text: fill(plain, texts.sms, facts) };
      return {
        subject: fill(plain, texts.subject, facts),
        text: fill(plain, texts.text, facts),
        html: fill(escaping, texts.html, facts),
      };
    },
  };
};
