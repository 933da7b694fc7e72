import type { Project } from './workspace';

/** Every tag there is. A tag outside of these matches no rule, and so switches the walls off without a word. */
export const vocabulary = {
  type: ['kernel', 'contract', 'platform', 'transport', 'service', 'app', 'web', 'tool'],
  scope: ['orders', 'kitchen', 'inventory', 'notifications', 'analytics', 'shared', 'composition'],
};

export const allTags: readonly string[] = Object.entries(vocabulary).flatMap(([dimension, words]) =>
  words.map((word) => `${dimension}:${word}`),
);

/** The type a project in this folder must have; its scope is free. */
const typeOfFolder = (folder: string): readonly string[] => {
  if (folder.startsWith('apps/')) return folder === 'apps/web' ? ['type:web'] : ['type:app'];
  if (folder.startsWith('tools/')) return ['type:tool'];
  if (folder.startsWith('libs/services/')) return ['type:service'];
  return ['type:kernel', 'type:contract', 'type:platform', 'type:transport'];
};

/** What is wrong with the tags of these projects, each as a sentence that says what to do. */
export const tagProblems = (projects: readonly Project[]): readonly string[] => projects.flatMap(problemsOf);

const problemsOf = ({ folder, manifest }: Project): readonly string[] => {
  const tags = manifest.nx?.tags ?? [];
  const types = tags.filter((tag) => tag.startsWith('type:'));
  const scopes = tags.filter((tag) => tag.startsWith('scope:'));
  const unknown = tags.filter((tag) => !allTags.includes(tag));
  return [
    ...unknown.map((tag) => `${folder}: no rule knows the tag ${tag}; use one of ${allTags.join(', ')}`),
    ...(types.length === 1 ? [] : [`${folder}: give it exactly one type: tag in package.json, nx.tags`]),
    ...(scopes.length === 1 ? [] : [`${folder}: give it exactly one scope: tag in package.json, nx.tags`]),
    ...(types.every((type) => unknown.includes(type) || typeOfFolder(folder).includes(type))
      ? []
      : [`${folder}: is tagged ${types.join(', ')}, but in this folder live ${typeOfFolder(folder).join(', ')}`]),
    ...ownScope(folder, scopes),
  ];
};

/** A service's scope is its own name: otherwise it could import what another may. */
const ownScope = (folder: string, scopes: readonly string[]): readonly string[] => {
  const service = /^libs\/services\/([^/]+)$/.exec(folder)?.[1];
  return service === undefined || scopes.includes(`scope:${service}`)
    ? []
    : [`${folder}: tag it scope:${service}, its own name`];
};
