import { readArgs, UsageError } from '@pizzeria/dead-letters';
import { kubectlProblems } from './kubectl';
import type { Cluster } from './cluster';

const sections = ['Meaning', 'Impact', 'Look', 'Do'];

/** What a runbook's commands are held against. */
export interface Known {
  /** Scripts of the root's package.json. */
  readonly scripts: readonly string[];
  /** Names that compose gives to its services. */
  readonly composeServices: readonly string[];
  /** What is in a cluster that was made from a folder of k8s: objects as kubectl names them, labels of pods. */
  readonly cluster: (folder: string) => Cluster | undefined;
  /** What the services answer to: `GET /api/menu`. */
  readonly operations: readonly string[];
}

/** What is wrong with a runbook, each as a sentence. */
export const runbookProblems = (name: string, text: string, known: Known): readonly string[] => {
  const headings = [...text.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
  const bodies = text.split(/^## .+$/m).slice(1);
  return [
    ...(text.startsWith(`# ${name}\n`) ? [] : [`it must begin with “# ${name}”`]),
    ...(headings.join() === sections.join() ? [] : [`its sections must be ${sections.join(', ')}`]),
    ...operationsIn(text)
      .filter((operation) => !known.operations.includes(operation))
      .map((operation) => `no service has ${operation}`),
    ...bodies.flatMap((body, at) => (body.trim() ? [] : [`${headings[at]} is empty`])),
    ...commandsIn(text).flatMap((command) =>
      commandProblems(command, known).map((problem) => `${command}: ${problem}`),
    ),
  ];
};

const commandsIn = (text: string): readonly string[] =>
  [...text.matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, block = '']) =>
    block.split('\n').filter((line) => line !== ''),
  );

/** Operations that are named, and those that are called. */
const operationsIn = (text: string): readonly string[] => [
  ...[...text.matchAll(/`((?:GET|POST|PUT|PATCH|DELETE) \/api\/[^`\s]+)`/g)].map(([, operation = '']) => operation),
  ...[...text.matchAll(/^curl .*(\/api\/\S+)$/gm)].map(([, path = '']) => `GET ${path}`),
];

const commandProblems = (command: string, known: Known): readonly string[] => {
  const { scripts, composeServices } = known;
  const words = (command.match(/"[^"]*"|'[^']*'|\S+/g) ?? []).map((word) => word.replace(/^["']|["']$/g, ''));
  if (command.startsWith('npm run ')) return npmProblems(words.slice(2), scripts);
  if (command.startsWith('docker compose ')) return composeProblems(words.slice(2), composeServices);
  if (command.startsWith('kubectl -n pizzeria ')) return kubectlProblems(command, known.cluster);
  return /^(curl|docker stats) /.test(command) ? [] : ['nobody knows this command'];
};

const npmProblems = ([script = '', , ...args]: readonly string[], scripts: readonly string[]): readonly string[] => {
  if (!scripts.includes(script)) return [`there is no script ${script}`];
  if (script === 'topology') return ['it does not say which broker, and gives no rights: import the definitions'];
  if (script !== 'dead-letters') return [];
  try {
    readArgs(args);
    return [];
  } catch (error) {
    if (error instanceof UsageError) return [error.message];
    throw error;
  }
};

const composeVerbs = ['ps', 'logs', 'up', 'stop', 'restart', 'exec'];

/** Services named after a verb, up to what is run inside of one. */
const composeProblems = ([verb = '', ...rest]: readonly string[], services: readonly string[]): readonly string[] => {
  if (!composeVerbs.includes(verb)) return [`no runbook needs docker compose ${verb}`];
  const named = rest
    .map((word, at) => (rest[at - 1] === '--since' || rest[at - 1] === '--scale' ? (word.split('=')[0] ?? '') : word))
    .filter((word, at) => !word.startsWith('-') && rest[at - 1] !== '--since');
  const wanted = verb === 'exec' ? named.slice(0, 1) : named;
  return wanted.filter((word) => !services.includes(word)).map((word) => `compose has no service ${word}`);
};
