import type { Entry, HandledBy } from './catalogue';

/** The page `docs/EVENTS.md`. The same entries give the same text, byte for byte. */
export const toMarkdown = (entries: readonly Entry[]): string =>
  [
    '# Events',
    '',
    'Every event, who publishes it and who handles it. Generated from the contracts and the service definitions by',
    '`npm run generate`: change those, not this page.',
    '',
    ...table(entries),
    '',
    'A *personal* field is blanked in logs, traces, dead letters and analytics; a group stands for all of its fields.',
    '',
    '## The picture',
    '',
    'A service (round) publishes an event; a subscription (double edge) handles it.',
    ...notDrawn(entries),
    '',
    '```mermaid',
    ...picture(entries),
    '```',
    '',
  ].join('\n');

const table = (entries: readonly Entry[]): readonly string[] => [
  '| event | version | published by | says | handled by | personal |',
  '|---|---|---|---|---|---|',
  ...entries.map((entry) => `| ${cells(entry).join(' | ')} |`),
];

const cells = (entry: Entry): readonly string[] => [
  link(entry.name, entry.contract),
  entry.alsoReads.length === 0 ? `${entry.version}` : `${entry.version}, reads ${entry.alsoReads.join(', ')}`,
  entry.publisher,
  entry.meaning.replaceAll('|', '\\|'),
  entry.handledBy.map(({ queue, file }) => link(queue, file)).join('<br>') || 'nobody yet',
  entry.personal.map((path) => `\`${path}\``).join(' ') || 'none',
];

/** A link from `docs/`. */
const link = (text: string, path: string): string => `[\`${text}\`](../${path})`;

const drawn = (entry: Entry): readonly HandledBy[] => entry.handledBy.filter(({ everyEvent }) => !everyEvent);

const notDrawn = (entries: readonly Entry[]): readonly string[] => {
  const queues = unique(
    entries.flatMap(({ handledBy }) => handledBy.filter(({ everyEvent }) => everyEvent)).map(({ queue }) => queue),
  );
  return queues.map((queue) => `\`${queue}\` handles every event and is left out.`);
};

const picture = (entries: readonly Entry[]): readonly string[] => [
  'flowchart LR',
  ...unique(entries.map(({ publisher }) => publisher)).map((service) => `  ${id('service', service)}(["${service}"])`),
  ...entries.map(({ name }) => `  ${id('event', name)}["${name}"]`),
  ...unique(entries.flatMap(drawn).map(({ queue }) => queue)).map((queue) => `  ${id('queue', queue)}[["${queue}"]]`),
  ...entries.flatMap((entry) => [
    `  ${id('service', entry.publisher)} --> ${id('event', entry.name)}`,
    ...drawn(entry).map(({ queue }) => `  ${id('event', entry.name)} --> ${id('queue', queue)}`),
  ]),
];

const id = (kind: string, name: string): string => `${kind}_${name.replaceAll(/[^a-z0-9]/g, '_')}`;

const unique = (values: readonly string[]): readonly string[] => [...new Set(values)];
