import type { Project } from './workspace';

/** The faces a package may have: itself, and what its users' tests need. */
const faces = ['.', './testing'];

/**
 * What is wrong with the `exports` of these projects. A library without `exports` could be imported file by file;
 * a wildcard opens all of it; an app offers nothing to import, and a tool only what other tools need of it.
 */
export const exportsProblems = (projects: readonly Project[]): readonly string[] =>
  projects.flatMap(({ folder, manifest }) => {
    if (folder.startsWith('apps/'))
      return manifest.exports === undefined ? [] : [`${folder}: remove exports; nobody may import an app`];
    if (folder.startsWith('tools/') && manifest.exports === undefined) return [];
    if (typeof manifest.exports !== 'object' || manifest.exports === null) {
      return [`${folder}: give it exports with "." only; without, every file of it can be imported`];
    }
    return Object.entries(manifest.exports).flatMap(([face, targets]) => faceProblems(folder, face, targets));
  });

const faceProblems = (folder: string, face: string, targets: unknown): readonly string[] => {
  if (!faces.includes(face)) return [`${folder}: remove the export ${face}; a package shows ${faces.join(' and ')}`];
  const conditions = Object.keys((targets ?? {}) as object);
  return conditions[0] === '@pizzeria/source' && conditions.at(-1) === 'default'
    ? []
    : [`${folder}: write the conditions of ${face} as @pizzeria/source, types, default, in this order`];
};
