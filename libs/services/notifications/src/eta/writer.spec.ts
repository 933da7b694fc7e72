import { orderConfirmed } from '../domain/order-confirmed';
import { orderReady } from '../domain/order-ready';
import { adasOrder, adasReadyOrder, mariosShop } from '../testing/claims';
import { etaWriter } from './writer';

const writer = etaWriter();
const confirmed = orderConfirmed(adasOrder(), mariosShop);

describe('the words of a confirmation', () => {
  it('say number, total and expected time in one SMS', () => {
    expect(writer.write('order-confirmed', 'sms', confirmed)).toEqual({
      text:
        "Mario's Pizzeria: order #42 confirmed. Total $31.98. Expected at your door at 15:15. " +
        "We'll notify you when your pizza is ready!",
    });
  });

  it('say when to come to those who collect', () => {
    const { text } = writer.write(
      'order-confirmed',
      'sms',
      orderConfirmed(adasOrder({ fulfilment: { type: 'pickup' } }), mariosShop),
    );
    expect(text).toContain('Expected to be ready at 15:15.');
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
        'Expected at your door at 15:15.',
        "We'll notify you when your pizza is ready!",
        '',
        "Mario's Pizzeria",
        '+15555550100',
      ].join('\n'),
    );
  });

  it('never let a name become markup', () => {
    const mallory = orderConfirmed(
      adasOrder({ customer: { name: '<img src=x onerror=alert(1)>', email: 'm@example.com' } }),
      mariosShop,
    );
    const { html, text } = writer.write('order-confirmed', 'email', mallory);
    expect(html).toContain('Hello &lt;img src=x onerror=alert(1)&gt;,');
    expect(html).not.toContain('<img');
    expect(text).toContain('Hello <img src=x onerror=alert(1)>,');
  });
});

describe('the words about a ready order', () => {
  it('say how to collect it, and to do so within ten minutes', () => {
    expect(writer.write('order-ready', 'sms', orderReady(adasReadyOrder(), mariosShop)).text).toBe(
      "Mario's Pizzeria: order #42 is ready! Ask for order 42 at the counter. Please collect it within 10 minutes.",
    );
  });

  it('ask nobody to collect what is delivered', () => {
    const facts = orderReady(adasReadyOrder({ fulfilment: { type: 'delivery' } }), mariosShop);
    const { text, html } = writer.write('order-ready', 'email', facts);
    expect(text).toContain('It leaves for your address with the next courier.');
    expect(`${text}${html}`).not.toContain('collect');
  });
});
