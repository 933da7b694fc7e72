import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EventDefinition } from '@pizzeria/bus';
import type { Entry } from '../catalogue';
import type { Page } from '../page';
import { forgotten, incompatibility } from './compatibility';
import { jsonSchemaOf, versionsOf, type JsonSchema } from './json-schema';

/** The schema of every version of every event; a page is refused when it would break somebody. */
export const schemaPages = (
  folder: string,
  events: readonly EventDefinition[],
  entries: readonly Entry[],
): readonly Page[] =>
  events.flatMap(versionsOf).map((version) => {
    const path = join(folder, `${version.event.name}.v${version.version}.json`);
    const entry = entries.find(({ name }) => name === version.event.name);
    const contract = { file: entry?.contract ?? '', handledBy: entry?.handledBy.map(({ queue }) => queue) ?? [] };
    const refusal = existsSync(path) ? incompatibility(version, kept(path), contract) : undefined;
    return { path, text: `${JSON.stringify(jsonSchemaOf(version), null, 2)}\n`, ...(refusal ? { refusal } : {}) };
  });

/** One text for each schema in the folder whose event or version no contract knows. */
export const forgottenSchemas = (folder: string, pages: readonly Page[]): readonly string[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.json') && !pages.some(({ path }) => path === join(folder, file)))
    .map((file) => forgotten(file.replace(/\.json$/, '')));

const kept = (path: string): JsonSchema => {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as JsonSchema;
  } catch (error) {
    throw new Error(`${path} is no JSON: take it from the last commit (${(error as Error).message})`);
  }
};
