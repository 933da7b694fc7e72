import { parseAllDocuments } from 'yaml';

/** An object of Kubernetes as it is written. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
}

/** Every object of a YAML stream. Throws on YAML that is none, and on a document that is no object of Kubernetes. */
export const parseManifests = (text: string): readonly Manifest[] =>
  parseAllDocuments(text).flatMap((document) => {
    if (document.errors[0]) throw document.errors[0];
    const value = document.toJS() as Partial<Manifest> | null;
    if (value === null) return [];
    if (!value.apiVersion || !value.kind || !value.metadata?.name)
      throw new Error(`A document is no object of Kubernetes: ${JSON.stringify(value).slice(0, 200)}`);
    return [value as Manifest];
  });

/** How an object is called in a message. */
export const called = ({ kind, metadata }: Pick<Manifest, 'kind' | 'metadata'>): string => `${kind} ${metadata.name}`;

/** The objects of one kind, as what the caller knows them to be: the typed check holds every object against its type. */
export const ofKind = <T extends object>(manifests: readonly Manifest[], kind: string): readonly (Manifest & T)[] =>
  manifests.filter((manifest): manifest is Manifest & T => manifest.kind === kind);
