import { join } from 'node:path';
import {
  createCompilerHost,
  createProgram,
  createSourceFile,
  flattenDiagnosticMessageText,
  ModuleKind,
  ModuleResolutionKind,
  ScriptTarget,
  type CompilerOptions,
  type Diagnostic,
  type SourceFile,
} from 'typescript';
import { called, type Manifest } from '../objects/manifest';

/** Where the model of each kind that Kubernetes itself has is found, by `apiVersion/kind`. */
const moduleOf = ({ apiVersion, kind }: Manifest): string => `kubernetes-models/${apiVersion}/${kind}`;

const options: CompilerOptions = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  skipDefaultLibCheck: true,
  target: ScriptTarget.ES2022,
  lib: ['lib.es2022.d.ts'],
  module: ModuleKind.NodeNext,
  moduleResolution: ModuleResolutionKind.NodeNext,
  types: [],
};

const indentation = 1;

/**
 * Compiles every object as a literal of its kind's type: a field that is misspelt, missing or of another type is found,
 * as an API server would find it. Kinds of operators are not known here. Answers a sentence for each mistake.
 */
export const typeProblems = (manifests: readonly Manifest[]): readonly string[] => {
  const checked = manifests.filter((manifest) => !isOperators(manifest));
  const lines = checked.flatMap((manifest, index) => [
    `import type { I${manifest.kind} as T${index} } from '${moduleOf(manifest)}';`,
    ...`export const o${index}: T${index} = ${JSON.stringify(manifest, undefined, indentation)};`.split('\n'),
  ]);
  const owners = checked.flatMap((manifest) =>
    Array.from({ length: 1 + JSON.stringify(manifest, undefined, indentation).split('\n').length }, () => manifest),
  );
  return diagnose(lines.join('\n')).map((diagnostic) => sentence(diagnostic, owners));
};

const isOperators = ({ apiVersion }: Manifest): boolean =>
  /^(keda\.sh|rabbitmq\.com|postgresql\.cnpg\.io|monitoring\.coreos\.com|gateway\.networking\.k8s\.io)\//.test(
    apiVersion,
  );

/** Models and the language's own library, read once. */
const parsed = new Map<string, SourceFile | undefined>();

/** What the compiler says of a file that is not on the disk, but lies here as far as its imports are concerned. */
const diagnose = (text: string): readonly Diagnostic[] => {
  const path = join(__dirname, 'objects.generated.cts');
  const host = createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.getSourceFile = (name, ...rest) => {
    if (name === path) return createSourceFile(name, text, ScriptTarget.ES2022);
    if (!parsed.has(name)) parsed.set(name, getSourceFile.call(host, name, ...rest));
    return parsed.get(name);
  };
  host.fileExists = (name) => name === path || fileExists.call(host, name);
  const program = createProgram([path], options, host);
  return [...program.getSyntacticDiagnostics(), ...program.getSemanticDiagnostics(program.getSourceFile(path))];
};

const sentence = ({ file, start, messageText }: Diagnostic, owners: readonly Manifest[]): string => {
  const line = file && start !== undefined ? file.getLineAndCharacterOfPosition(start).line : -1;
  const owner = owners[line];
  const said = flattenDiagnosticMessageText(messageText, ' ').split('\n')[0] ?? '';
  const near = file && start !== undefined ? file.text.slice(start).split('\n')[0]?.trim() : undefined;
  return `${owner ? called(owner) : 'an object'}, at ${near ?? '?'}: ${said}`;
};

/** Each object once, however many combinations hold it. */
export const distinct = (manifests: readonly Manifest[]): readonly Manifest[] => [
  ...new Map(manifests.map((manifest) => [JSON.stringify(manifest), manifest] as const)).values(),
];
