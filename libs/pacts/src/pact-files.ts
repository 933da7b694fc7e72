import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where pacts are kept: `<consumer>-<publisher>.json`, written by the consumers' tests. */
export const pactFolder = join(__dirname, '../../../pacts');

export interface PactFile {
  readonly consumer: { readonly name: string };
  readonly provider: { readonly name: string };
  readonly messages: readonly { readonly description: string }[];
}

export interface KeptPact {
  readonly file: string;
  readonly path: string;
  readonly consumer: string;
  readonly provider: string;
  readonly descriptions: readonly string[];
}

/** The pacts that are kept, of the consumers or publishers that are wanted. */
export const keptPacts = (wanted: (pact: KeptPact) => boolean, folder = pactFolder): readonly KeptPact[] =>
  (existsSync(folder) ? readdirSync(folder) : [])
    .filter((file) => file.endsWith('.json'))
    .map((file) => {
      const path = join(folder, file);
      const { consumer, provider, messages } = JSON.parse(readFileSync(path, 'utf8')) as PactFile;
      const descriptions = messages.map(({ description }) => description);
      return { file, path, consumer: consumer.name, provider: provider.name, descriptions };
    })
    .filter(wanted);
