import { InventoryLow } from '@pizzeria/contracts';
import type { Letter } from '../domain/letter';
import { type Kind, kinds } from '../domain/message';
import { orderConfirmed } from '../domain/order-confirmed';
import { smsLength } from '../domain/sms-length';
import { adasOrder, mariosShop, thatEvening } from '../testing/claims';
import { en } from '../texts/en';
import type { Language } from '../texts/language';
import { shownKinds } from '../use-cases/kinds';
import { etaWriter } from './writer';

const languages: readonly Language[] = [en];
const writer = etaWriter(mariosShop);

/** Of each kind, letters that between them say all that this kind can say: all of them can be read beforehand. */
const letters = Object.fromEntries(
  kinds.map((kind) => [kind, Object.values(shownKinds[kind].variants)]),
) as unknown as Readonly<Record<Kind, readonly Letter[]>>;

const namedIn = ({ sms = [], email }: Letter): readonly string[] => [
  'subject',
  ...sms,
  ...email.filter((block) => typeof block === 'string'),
];

describe.each(languages.map((language) => ({ tag: language.tag, language })))('the words in $tag', ({ language }) => {
  const inThis = etaWriter(mariosShop, language);

  it.each(kinds)('of %s are all there, and none that is never said', (kind) => {
    const named = new Set(letters[kind].flatMap(namedIn));
    expect(Object.keys(language.kinds[kind]).sort()).toEqual([...named].sort());
  });

  it.each(kinds)('of %s have no hole, by no channel', (kind) => {
    for (const letter of letters[kind])
      for (const channel of shownKinds[kind].channels) {
        const { subject = '', text, html = '' } = inThis.write(kind, channel, letter);
        expect(`${subject}${text}${html.replace(/style="[^"]*"/g, '')}`).not.toMatch(/[{}]|undefined|null|NaN/);
        if (channel === 'email') expect([subject, html]).not.toContain('');
      }
  });

  it.each(kinds.filter((kind) => shownKinds[kind].channels.includes('sms')))('of %s go into one SMS', (kind) => {
    for (const letter of letters[kind])
      expect(smsLength(inThis.write(kind, 'sms', letter).text)).toEqual({ encoding: 'gsm-7', parts: 1 });
  });

  it('are written without a phone of the shop, too', () => {
    const { phone: _, ...shop } = mariosShop;
    const without = etaWriter(shop, language);
    for (const kind of kinds)
      for (const letter of letters[kind]) expect(without.write(kind, 'email', letter).text).not.toContain('555');
    expect(without.help()).not.toContain('555');
  });
});

describe('a sentence', () => {
  const broken = (words: object): Language => ({
    ...en,
    kinds: { ...en.kinds, 'low-stock': { ...en.kinds['low-stock'], ...words } },
  });
  const write = (language: Language) => () =>
    etaWriter(mariosShop, language).write('low-stock', 'sms', letters['low-stock'][0] as Letter);

  it('that is missing sends no message', () => {
    expect(write(broken({ 'is-low': undefined }))).toThrow('there are no words for low-stock is-low');
  });

  it('that mentions what its letter does not know sends no message', () => {
    expect(write(broken({ 'is-low': '{ingredent} is low' }))).toThrow('mentions {ingredent}');
  });
});

describe('the words of a confirmation', () => {
  const [confirmed, collected] = letters['order-confirmed'] as [Letter, Letter];

  it('say number, total and expected time in one SMS', () => {
    expect(writer.write('order-confirmed', 'sms', confirmed)).toEqual({
      text:
        "Mario's Pizzeria: order #42 confirmed. Total $31.98. Expected at your door at 15:15. " +
        "We'll notify you when your pizza is ready!",
    });
  });

  it('say when to come to those who collect', () => {
    expect(writer.write('order-confirmed', 'sms', collected).text).toContain('Expected to be ready at 15:15.');
  });

  it('name the day when that is not today', () => {
    const later = orderConfirmed(adasOrder({ estimatedDelivery: '2026-03-16T22:30:00.000Z' }), thatEvening);
    expect(writer.write('order-confirmed', 'sms', later).text).toContain('at 18:30 on Monday, 16 March.');
  });

  it('list every line in the e-mail', () => {
    const { subject, text } = writer.write('order-confirmed', 'email', confirmed);
    expect(subject).toBe("Order #42 confirmed - Mario's Pizzeria");
    expect(text).toBe(
      [
        'Hello Ada,',
        '',
        'thank you for your order #42.',
        '',
        '  2 x Margherita (large) with basil: $31.98',
        '',
        'Total: $31.98',
        '',
        'Expected at your door at 15:15.',
        '',
        "We'll notify you when your pizza is ready!",
        '',
        "Mario's Pizzeria",
        'Questions? Call us at +15555550100.',
      ].join('\n'),
    );
  });

  it('never let a name become markup', () => {
    const mallory = orderConfirmed(
      adasOrder({
        customer: { name: '<img src=x onerror=alert(1)>', email: 'm@example.com' },
        items: adasOrder().items.map((line) => ({ ...line, name: '<b>"Margherita"</b>' })),
      }),
      thatEvening,
    );
    const { html, text } = writer.write('order-confirmed', 'email', mallory);
    expect(html).toContain('Hello &lt;img src=x onerror=alert(1)&gt;,');
    expect(html).not.toMatch(/<img|<b>/);
    expect(text).toContain('Hello <img src=x onerror=alert(1)>,');
  });

  it('never fill in what a value holds in braces', () => {
    const odd = orderConfirmed(adasOrder({ customer: { name: '{total}', email: 'm@example.com' } }), thatEvening);
    expect(writer.write('order-confirmed', 'email', odd).text).toContain('Hello {total},');
  });
});

describe('the words about a ready order', () => {
  const [collected, delivered] = letters['order-ready'] as [Letter, Letter];

  it('say how to collect it, and to do so within ten minutes', () => {
    expect(writer.write('order-ready', 'sms', collected).text).toBe(
      "Mario's Pizzeria: order #42 is ready! Ask for order 42 at the counter. Please collect it within 10 minutes.",
    );
  });

  it('ask nobody to collect what is delivered', () => {
    const { text, html } = writer.write('order-ready', 'email', delivered);
    expect(text).toContain('It leaves for your address with the next courier.');
    expect(`${text}${html}`).not.toContain('collect');
  });
});

describe('the words of every other kind', () => {
  const sms = (kind: Kind, of = 0) => writer.write(kind, 'sms', letters[kind][of] as Letter).text;
  const email = (kind: Kind, of = 0) => writer.write(kind, 'email', letters[kind][of] as Letter).text;

  it('correct, apologise and tell what happens next', () => {
    expect(sms('order-not-ready')).toBe(
      "Mario's Pizzeria: sorry, order #42 is not ready yet after all. We'll notify you when it is.",
    );
    expect(sms('order-late')).toBe("Mario's Pizzeria: sorry, order #42 takes longer. We now expect it at 15:05.");
    expect(sms('order-on-its-way')).toBe("Mario's Pizzeria: order #42 is on its way to you. Expected at 15:10.");
  });

  it('say why an order is cancelled where it was not the wish of its customer, and what comes back', () => {
    expect(sms('order-cancelled')).toBe("Mario's Pizzeria: order #42 is cancelled. You get $31.98 back.");
    expect(email('order-cancelled')).not.toContain('The reason');
    expect(email('order-cancelled', 1)).toContain('The reason: Changed my mind.');
  });

  it('say what was paid, what is still to be paid, and what was given back', () => {
    expect(email('receipt')).toContain('we received $31.98 by card for order #42 at 14:31.');
    expect(email('receipt')).toContain('Everything is paid.');
    expect(email('receipt', 1)).toContain('Still to be paid: $0.05');
    expect(email('receipt', 2)).toContain('we gave $31.98 back to your card');
  });

  it('tell the manager what runs out and what nobody starts', () => {
    expect(sms('low-stock')).toBe("Mario's Pizzeria: Mozzarella is running out: 1.8 kg left, below 2 kg.");
    expect(InventoryLow.example.supplier.name && email('low-stock')).toContain('It comes from Alpine Dairy.');
    expect(sms('order-unattended')).toBe("Mario's Pizzeria: nobody has started order #42, which waits since 14:30.");
    expect(sms('order-unattended', 2)).toContain('given up');
  });

  it('list for a supplier what to bring', () => {
    const text = email('purchase-order');
    expect(text).toContain('Hello Alpine Dairy,');
    expect(text).toContain("please deliver to Mario's Pizzeria, as our purchase order 7:");
    expect(text).toContain('  Mozzarella: 10 kg');
  });

  it('ask the manager to pass on what a supplier without an address is to bring', () => {
    const text = email('purchase-order', 1);
    expect(text).toMatch(/^Hello,\n\nAlpine Dairy has no address here: please pass on our purchase order 7\.\n/);
    expect(text).toContain('  Mozzarella: 10 kg');
  });
});
