import { routingKeyOf } from '@pizzeria/bus';
import { breakingChanges, type BreakingChange } from './breaking-changes';
import { jsonSchemaOf, type EventVersion, type JsonSchema } from './json-schema';

/** What the check needs to know of an event beside its schema. Paths are relative to the workspace. */
export interface Contract {
  readonly file: string;
  /** Queues of the subscriptions that handle it. */
  readonly handledBy: readonly string[];
}

/** Why a version must not be what its contract makes of it now: what breaks, for whom, what to do. */
export const incompatibility = (version: EventVersion, kept: JsonSchema, contract: Contract): string | undefined => {
  const changes = [...breakingChanges(kept, jsonSchemaOf(version)), ...refusedExamples(version, kept)];
  if (changes.length === 0) return undefined;
  return [
    `${version.event.name} v${version.version} (${contract.file}) is not what others rely on any more:`,
    ...changes.map(({ path, what }) => `  - ${path === '' ? 'it' : `\`${path}\``} ${what}`),
    `  This breaks ${contract.handledBy.join(', ') || 'nobody yet'}, and every message that is stored or under way.`,
    `  ${wayOut(version)}`,
  ].join('\n');
};

/** Why a version whose schema is kept must not go. */
export const forgotten = (name: string): string =>
  [
    `${name} is not understood any more, but its messages may be stored or under way: in outboxes, queues and dead letters.`,
    '  Keep it in `past` of its contract, with an `upcast` to the next version.',
  ].join('\n');

/** What a schema cannot say, such as that one of two fields is needed, is held against the example that was kept. */
const refusedExamples = ({ schema }: EventVersion, { examples = [] }: JsonSchema): readonly BreakingChange[] =>
  examples.flatMap((example) => {
    const { error } = schema.safeParse(example);
    return (error?.issues ?? []).map(({ path, message }) => ({
      path: path.join('.'),
      what: `is refused in an example that was valid: ${message}`,
    }));
  });

const wayOut = ({ event, version }: EventVersion): string =>
  version === event.version
    ? `Add optional fields only; for anything else publish ${routingKeyOf({ ...event, version: version + 1 })}: keep this ` +
      `schema in \`past\` as pastVersion({ version: ${version}, … }) with an \`upcast\`.`
    : `A past version says what was said long ago: put it back as it was.`;
