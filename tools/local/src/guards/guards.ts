import type { Edit } from '../edited';

/** A mistake that somebody may make, and the checks that must refuse it with a sentence that says what to do. */
export interface Guard {
  /** Reads after "refused:". */
  readonly mistake: string;
  readonly changes: readonly Change[];
  readonly refusedBy: readonly Refusal[];
}

/** One file of a copy of the repository, changed; each `from` stands in it exactly once. */
export interface Change {
  readonly file: string;
  /** Where the file goes, when it gets another name. */
  readonly to?: string;
  readonly edits?: readonly Edit[];
}

/** A check of the repository, and what it says of the mistake. */
export interface Refusal {
  readonly check: Check;
  readonly says: RegExp;
}

/** A command, run in the copy's root by this Node.js. */
export interface Check {
  readonly name: string;
  readonly args: readonly string[];
}

const compatibility: Check = {
  name: 'npm run generate -- --check',
  args: [...'--import tsx --conditions=@pizzeria/source tools/event-catalogue/src/main.ts --check'.split(' ')],
};
const types: Check = { name: 'tsc', args: ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.check.json'] };
const lint = (project: string): Check => ({
  name: `nx lint ${project}`,
  args: ['node_modules/.bin/nx', 'lint', project, '--skip-nx-cache', '--output-style', 'static'],
});
const architecture = (spec: string): Check => ({
  name: `jest ${spec}`,
  args: ['node_modules/jest/bin/jest.js', '--runTestsByPath', `tools/architecture/src/${spec}`],
});

const contract = (service: string): Check => ({
  name: `nx run ${service}:contract`,
  args: ['node_modules/jest/bin/jest.js', `libs/services/${service}/src/.*pact.spec`],
});

const kitchen = 'libs/services/kitchen/src';
const orderPlaced = 'libs/contracts/src/orders/order-placed.ts';
const orderCancelled = 'libs/contracts/src/orders/order-cancelled.ts';
const anImport = "import type { Knex } from 'knex';\n";
const importing = (line: string): Change => ({
  file: `${kitchen}/postgres/tickets.ts`,
  edits: [{ from: anImport, to: `${anImport}${line}\n` }],
});
const newVersion = /Add optional fields only; for anything else publish order\.\w+\.v\d: keep this schema in `past`/;

export const guards: readonly Guard[] = [
  {
    mistake: 'a field in use is removed from a contract',
    changes: [{ file: orderPlaced, edits: [{ from: '  totalAmount: money,\n', to: '' }] }],
    refusedBy: [
      { check: compatibility, says: /order\.placed v2 .*\n(.*\n)* {2}- `totalAmount` was removed/ },
      { check: compatibility, says: /This breaks kitchen\.tickets, inventory\.stock, notifications\.sms/ },
      { check: compatibility, says: newVersion },
    ],
  },
  {
    mistake: 'an optional field of a contract becomes required',
    changes: [
      {
        file: orderPlaced,
        edits: [{ from: '  requestedFor: timestamp.optional(),', to: '  requestedFor: timestamp,' }],
      },
    ],
    refusedBy: [
      { check: compatibility, says: /`requestedFor` was optional and is required/ },
      { check: compatibility, says: newVersion },
    ],
  },
  {
    mistake: 'the values of a contract become fewer',
    changes: [
      {
        file: orderCancelled,
        edits: [{ from: "z.enum(['customer', 'staff', 'system'])", to: "z.enum(['customer', 'staff'])" }],
      },
    ],
    refusedBy: [
      { check: compatibility, says: /`by` can no longer be system/ },
      { check: compatibility, says: newVersion },
    ],
  },
  {
    mistake: 'a publisher drops a field that somebody needs',
    changes: [
      { file: 'libs/services/orders/src/domain/price.ts', edits: [{ from: '    notes: draft.notes,\n', to: '' }] },
    ],
    refusedBy: [
      {
        check: contract('orders'),
        says: /orders no longer emits what kitchen needs:\n.*order\.placed v2: .* missing the following keys: notes\n.*Emit it again, or change kitchen first/,
      },
    ],
  },
  {
    mistake: 'a past version of a contract is forgotten',
    changes: [{ file: orderPlaced, edits: [{ from: '  past: [v1],\n', to: '' }] }],
    refusedBy: [
      { check: compatibility, says: /order\.placed\.v1 is not understood any more/ },
      { check: compatibility, says: /Keep it in `past` of its contract, with an `upcast` to the next version/ },
    ],
  },
  {
    mistake: 'a service publishes the event of another',
    changes: [
      {
        file: `${kitchen}/service.ts`,
        edits: [
          { from: '  OrderUnattended,\n} from', to: '  OrderUnattended,\n  OrderPlaced,\n} from' },
          { from: '    KitchenLoadChanged,\n  ],', to: '    KitchenLoadChanged,\n    OrderPlaced,\n  ],' },
        ],
      },
    ],
    refusedBy: [
      { check: types, says: /kitchen\/src\/service\.ts.*EventDefinition<"orders", "order\.placed"/ },
      {
        check: architecture('menus.spec.ts'),
        says: /kitchen: publishes order\.placed, which is no contract of its own: handle it, or say something of its own/,
      },
    ],
  },
  {
    mistake: 'a handler stands in a file that is not named after its event',
    changes: [
      { file: `${kitchen}/on/order-delivered.ts`, to: `${kitchen}/on/close-ticket.ts` },
      {
        file: `${kitchen}/service.ts`,
        edits: [{ from: "'./on/order-delivered'", to: "'./on/close-ticket'" }],
      },
    ],
    refusedBy: [
      {
        check: architecture('menus.spec.ts'),
        says: /kitchen\/on\/close-ticket\.ts: handles order\.delivered; move the handler to on\/order-delivered\.ts/,
      },
    ],
  },
  {
    mistake: 'a service imports another',
    changes: [importing("export { orders } from '@pizzeria/orders';")],
    refusedBy: [
      {
        check: lint('kitchen-service'),
        says: /Services meet only over the bus: handle the event of the other service/,
      },
    ],
  },
  {
    mistake: 'a package is imported by a path inside it',
    changes: [importing("export { OrderPlaced } from '@pizzeria/contracts/src/orders/order-placed';")],
    refusedBy: [
      { check: lint('kitchen-service'), says: /Import what the package shows, from its name alone/ },
      { check: types, says: /Cannot find module '@pizzeria\/contracts\/src\/orders\/order-placed'/ },
    ],
  },
  {
    mistake: 'a library reads the environment',
    changes: [importing('export const ovens = process.env.OVENS;')],
    refusedBy: [
      { check: lint('kitchen-service'), says: /The environment is read in apps\/ only: take a setting as an argument/ },
    ],
  },
  {
    mistake: 'the domain looks at a clock',
    changes: [
      {
        file: `${kitchen}/domain/preparation.ts`,
        edits: [
          {
            from: 'export const pizzasIn =',
            to: 'export const now = () => new Date();\nexport const pizzasIn =',
          },
        ],
      },
    ],
    refusedBy: [{ check: lint('kitchen-service'), says: /The domain is given its time, ids and settings/ }],
  },
  {
    mistake: 'a tag has a typo',
    changes: [{ file: 'libs/services/kitchen/package.json', edits: [{ from: 'scope:kitchen', to: 'scope:kichten' }] }],
    refusedBy: [
      {
        check: architecture('tags.spec.ts'),
        says: /libs\/services\/kitchen: no rule knows the tag scope:kichten; use one of type:kernel/,
      },
    ],
  },
  {
    mistake: 'a service speaks AMQP',
    changes: [importing("export { connect } from 'amqplib';")],
    refusedBy: [
      { check: lint('kitchen-service'), says: /Only libs\/bus-rabbitmq speaks AMQP: use the Bus of @pizzeria\/bus/ },
    ],
  },
];
