import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';

/** What is wrong with an event's payload, for the schema that its `dataschema` names; empty when nothing is. */
export type Check = (dataschema: string, data: unknown) => readonly string[];

/** Reads every published JSON Schema of a folder. */
export const publishedSchemas = (folder: string): Check => {
  const ajv = new Ajv2020({ allErrors: true, strict: true, keywords: ['x-personal'] });
  addFormats.default(ajv);
  for (const file of readdirSync(folder)) ajv.addSchema(JSON.parse(readFileSync(join(folder, file), 'utf8')));
  return (dataschema, data) => {
    const validate = ajv.getSchema(dataschema);
    if (!validate) return [`nobody published a schema ${dataschema}`];
    if (validate(data)) return [];
    return (validate.errors ?? []).map(({ instancePath, message }) =>
      `${instancePath} ${message ?? 'is wrong'}`.trim(),
    );
  };
};
