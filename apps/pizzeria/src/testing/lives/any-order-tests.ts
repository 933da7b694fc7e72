import { decodeEvent, type OutgoingMessage } from '@pizzeria/bus';
import { recordLives, type Recording } from './record-lives';
import { lives } from './lives';
import { eventsFor, handlersIn, outcomeOf, type Outcome } from './trial';
import { definitions } from '../../start-pizzeria';

/** Orders of each kind of life; every one is shuffled in its own way by every seed. */
const times = 1;

const seconds = (since: number): string => `${((performance.now() - since) / 1_000).toFixed(1)} s`;

/**
 * The tests that every handler of every service does the same whatever the order of its events, and however often each
 * comes: on recorded lives of orders, shuffled by these seeds, or by those of SHUFFLE_SEEDS.
 */
export const anyOrderTests = (...given: readonly number[]): void => {
  const seeds = process.env['SHUFFLE_SEEDS']?.split(',').map(Number) ?? given;
  let recording: Recording;
  beforeAll(async () => {
    const started = performance.now();
    recording = await recordLives(times);
    const kinds = new Set(recording.messages.map(({ body }) => decodeEvent(body).type)).size;
    process.stdout.write(
      `Recorded ${recording.messages.length} events of ${kinds} types in ${lives.length * times} lives of orders, ${seconds(started)}.\n`,
    );
  });

  describe.each(definitions.map((definition) => ({ name: definition.name, definition })))(
    'every handler of $name',
    ({ name, definition }) => {
      const begin = () => recording.before.get(name);
      let examples: readonly OutgoingMessage[];
      let all: readonly OutgoingMessage[];
      let straight: Outcome;
      beforeAll(async () => {
        const events = eventsFor(definition, recording);
        examples = events.examples;
        all = [...events.recorded, ...examples];
        straight = await outcomeOf(definition, begin(), ({ deliver }) => deliver.inOrder(all));
      });

      const same = (outcome: Outcome, given: string): void => {
        const { sometimesSaid, ...rest } = outcome;
        const { sometimesSaid: maySay, ...expected } = straight;
        expect({ given, ...rest }).toEqual({ given, ...expected });
        expect(maySay).toEqual(expect.arrayContaining([...sometimesSaid]));
      };

      it('runs on the recorded lives, and gives none of them up', () => {
        expect(straight.handlers).toEqual(handlersIn(definition));
        const unsaid = examples.map(({ body }) => decodeEvent(body).type);
        expect(straight.givenUp.filter((line) => !unsaid.includes(line.split(':')[0] as string))).toEqual([]);
        if (unsaid.length > 0)
          process.stdout.write(`Said in no life, so taken from its contract: ${unsaid.join(', ')}.\n`);
      });

      it('does the same when each event comes three times, all at once', async () => {
        const outcome = await outcomeOf(definition, begin(), async ({ deliver, messages }) => {
          await deliver.inOrder(all, 3);
          // All of it again once it is known, and what the service said itself.
          await deliver.atOnce(messages(), 2);
        });
        same(outcome, 'three times');
      });

      it('does the same when everything comes at the same time, twice', async () => {
        same(await outcomeOf(definition, begin(), ({ deliver }) => deliver.atOnce(all, 2)), 'at the same time');
      });

      it.each(seeds)('does the same in the order of seed %i', async (seed) => {
        const started = performance.now();
        same(
          await outcomeOf(definition, begin(), async ({ deliver }) => void (await deliver.shuffled(all, seed))),
          `seed ${seed}; repeat it with SHUFFLE_SEEDS=${seed}`,
        );
        process.stdout.write(`${name} in the order of seed ${seed}: ${all.length} events, ${seconds(started)}.\n`);
      });

      it('learns nothing from old news once the lives are over', async () => {
        const over = recording.after.get(name);
        const untouched = await outcomeOf(definition, over, async () => undefined);
        const late = await outcomeOf(
          definition,
          over,
          async ({ deliver }) => void (await deliver.shuffled(recording.messages, 5)),
          recording.messages,
        );
        expect({ ...late, handlers: [] }).toEqual({ ...untouched, handlers: [] });
      });
    },
  );
};
