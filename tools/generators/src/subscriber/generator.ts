import { formatFiles, type Tree } from '@nx/devkit';
import { addedHandler, handlerFile, specFile } from './files';
import { partsTypeOf, withHandler } from './menu';
import { withNeed } from './needs';
import { subscriberOf, type Subscriber, type SubscriberOptions } from './subscriber';

/**
 * Makes a service handle one event more. The event's publisher learns nothing of it. Throws, and writes nothing, when
 * the event or the service does not exist, or the service handles the event so already.
 */
export const addSubscriber = async (tree: Tree, options: SubscriberOptions): Promise<() => void> => {
  const subscriber = subscriberOf(options);
  const { root, file, service, event } = subscriber;
  const menu = read(tree, `${root}/src/service.ts`, `There is no service ${service}.`);
  if (!contractOf(tree, subscriber)) throw new Error(`There is no event ${event} in libs/contracts/src.`);
  const parts = partsTypeOf(menu);
  const edited = withHandler(menu, subscriber);
  const handler = `${root}/src/on/${file}.ts`;
  const existing = tree.read(handler, 'utf8');
  tree.write(`${root}/src/service.ts`, edited);
  tree.write(handler, existing === null ? handlerFile(subscriber, parts) : existing + addedHandler(subscriber, parts));
  tree.write(`${root}/src/on/${file}.${subscriber.subscription}.int.spec.ts`, specFile(subscriber));
  const needs = `${root}/src/on/needs.pact.spec.ts`;
  tree.write(needs, withNeed(read(tree, needs, `${needs} is not there.`), subscriber));
  await formatFiles(tree);
  return () => console.log(nextSteps(subscriber));
};

const read = (tree: Tree, path: string, orElse: string): string => {
  const text = tree.read(path, 'utf8');
  if (text === null) throw new Error(orElse);
  return text;
};

const contractOf = (tree: Tree, { file, definition }: Subscriber): boolean =>
  tree
    .children('libs/contracts/src')
    .some((owner) => tree.read(`libs/contracts/src/${owner}/${file}.ts`, 'utf8')?.includes(`const ${definition} =`));

const nextSteps = ({ root, file, subscription }: Subscriber): string => `
Next:
  write what it does               ${root}/src/on/${file}.ts
  and a test of it                 ${root}/src/on/${file}.${subscription}.int.spec.ts
  state the fields it reads        ${root}/src/on/needs.pact.spec.ts, then npm run pacts
  bring the documents up to date   npm run generate
A broker that runs needs the new queue and rights before the service: npm run topology, or its definitions imported.`;
