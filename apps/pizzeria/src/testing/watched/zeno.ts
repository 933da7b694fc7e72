/** A customer whose every word is unlike anything else that a shop says. */
export const zenosOrder = (changes: object = {}) => ({
  customer: { name: 'Zeno Quillfeather', phone: '+14155557788', email: 'zeno.quill@example.org' },
  fulfilment: {
    type: 'delivery',
    address: {
      line1: '77 Plumtree Lane',
      line2: 'Attic door',
      city: 'Gooseham',
      postalCode: '98765',
      instructions: 'Beware of the parrot',
    },
  },
  items: [{ sku: 'margherita', size: 'large', quantity: 2, extras: ['basil'], notes: 'cut in sevenths' }],
  ...changes,
});

/** What must be in no telemetry, in any spelling that something might give it. */
export const zenosSecrets: readonly string[] = [
  ...['Zeno', 'Quillfeather'],
  ...['4155557788', '415 555', '415-555', '(415)', '5557788'],
  ...['zeno.quill', 'quill%40', 'example.org'],
  ...['Plumtree', 'Attic door', 'Gooseham', '98765', 'parrot'],
  'sevenths',
  // What the SMS provider quotes in its refusals.
  '5550123',
];

/** A courier's name is a person's too. */
export const courierName = 'Bartholomew';

export const idempotencyKey = 'zenos-own-key-0815';
