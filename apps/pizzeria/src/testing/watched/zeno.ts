/** A customer whose every word is unlike anything else that a shop says. */
export const zenosOrder = (changes: object = {}) => ({
  customer: { name: 'Zeno Quillfeather', phone: '+14155557788', email: 'zeno.quill@example.org' },
  fulfilment: {
    type: 'delivery',
    address: {
      line1: '77 Plumtree Lane',
      line2: 'Attic door',
      city: 'Gooseham',
      postalCode: 'QX98 7ZT',
      instructions: 'Beware of the parrot',
    },
  },
  items: [{ sku: 'margherita', size: 'large', quantity: 2, extras: ['basil'], notes: 'cut in sevenths' }],
  ...changes,
});

/**
 * What must be in no telemetry, in any spelling that something might give it. What has digits alone is looked for in
 * what is told `withoutChance`.
 */
export const zenosSecrets: readonly string[] = [
  ...['Zeno', 'Quillfeather'],
  ...['4155557788', '415 555', '415-555', '(415)', '5557788'],
  ...['zeno.quill', 'quill%40', 'example.org'],
  ...['Plumtree', 'Attic door', 'Gooseham', 'QX98 7ZT', 'parrot'],
  'sevenths',
  // What the SMS provider quotes in its refusals.
  '5550123',
];

/** Texts without what is drawn or measured: ids, and the values of metrics, in which any digits may come by chance. */
export const withoutChance = (told: string): string =>
  told
    .replace(/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, '<uuid>')
    .replace(/\b(?:[0-9a-f]{32}|[0-9a-f]{16})\b/g, '<id>')
    .replace(/^([a-z0-9_]+(?:\{.*\})?) [\d.e+-]+$/gm, '$1 <value>');

/** A courier's name is a person's too. */
export const courierName = 'Bartholomew';

export const idempotencyKey = 'zenos-own-key-0815';
