import { MessageProviderPact } from '@pact-foundation/pact';
import type { EventDefinition } from '@pizzeria/bus';
import { keptPacts, type KeptPact } from './pact-files';

/** How an event comes to be said: drives a real service and answers the payload that it published. */
export type Story = () => Promise<unknown>;

/** For an event that is in the contracts but raised by no code yet: its example stands in, with a line that says so. */
export const notYetRaised = (event: EventDefinition): Story => {
  return () => {
    process.stderr.write(`NOT VERIFIED: ${event.name} is raised by no code yet, its contract's example stands in.\n`);
    return Promise.resolve(event.example);
  };
};

/**
 * Declares a test for each consumer of a publisher: what the publisher's stories really emit holds what the consumer
 * needs. A failure names the consumer and the field.
 *
 * @param stories by description, for example `order.placed v2: a delivery with a note`
 */
export const publisherPacts = (publisher: string, stories: Readonly<Record<string, Story>>): void => {
  const pacts = keptPacts(({ provider }) => provider === publisher);
  describe(`what ${publisher} emits`, () => {
    it.each(pacts.map((pact) => ({ pact, consumer: pact.consumer })))('is what $consumer needs', async ({ pact }) => {
      await verifyPact(pact, stories);
    });

    it('is told of no story that nobody needs', () => {
      const needed = new Set(pacts.flatMap(({ descriptions }) => descriptions));
      expect(Object.keys(stories).filter((description) => !needed.has(description))).toEqual([]);
    });
  });
};

/** Resolves when the stories hold what this pact asks for; throws one line for each thing that is missing. */
export const verifyPact = async (
  { path, consumer, provider, descriptions }: KeptPact,
  stories: Readonly<Record<string, Story>>,
): Promise<void> => {
  const untold = descriptions.filter((description) => !(description in stories));
  if (untold.length > 0)
    throw new Error(`${consumer} needs ${untold.join('; ')}: tell in ${provider}'s stories how it comes to be said`);
  // What is emitted is made first: the verifier hides what goes wrong in making it.
  const emitted = new Map<string, unknown>();
  for (const description of descriptions) emitted.set(description, await stories[description]?.());
  const verifier = new MessageProviderPact({
    provider,
    logLevel: 'error',
    messageProviders: Object.fromEntries(
      descriptions.map((description) => [description, () => Promise.resolve(emitted.get(description) as never)]),
    ),
    pactUrls: [path],
  });
  await verifier.verify().catch((error: unknown) => {
    throw new Error(mismatches(error, consumer, provider));
  });
};

interface Failure {
  readonly errors?: readonly {
    readonly interaction: string;
    readonly mismatch: { readonly mismatches?: readonly { readonly path?: string; readonly mismatch: string }[] };
  }[];
}

const mismatches = (error: unknown, consumer: string, provider: string): string => {
  const said = error instanceof Error ? error.message : String(error);
  const { errors = [] } = readFailure(said);
  const lines = errors.flatMap(({ interaction, mismatch }) =>
    (mismatch.mismatches ?? []).map(
      ({ path, mismatch: what }) => `  ${interaction.replace(/^.* - /, '')}: ${path ?? ''} ${what}`,
    ),
  );
  return [
    `${provider} no longer emits what ${consumer} needs:`,
    ...(lines.length > 0 ? lines : [said]),
    `Emit it again, or change ${consumer} first so that it needs it no more.`,
  ].join('\n');
};

const readFailure = (said: string): Failure => {
  try {
    return JSON.parse(said) as Failure;
  } catch {
    return {};
  }
};
