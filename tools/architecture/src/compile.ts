import { join } from 'node:path';
import ts from 'typescript';
import { root } from './workspace';

const options = (): ts.CompilerOptions => {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.base.json'), (path) => ts.sys.readFile(path));
  const { compilerOptions } = config as { compilerOptions: object };
  const parsed = ts.convertCompilerOptionsFromJson(compilerOptions, root);
  return { ...parsed.options, composite: false, declaration: false, noEmit: true, types: ['node'] };
};

/**
 * What the compiler says about each piece of code, as if it were a file of its own in a package of the workspace:
 * `TS2307: Cannot find module …`. All are compiled in one program.
 *
 * @param folder relative to the workspace; decides which packages can be imported
 */
export const compileErrors = (folder: string, pieces: readonly string[]): readonly (readonly string[])[] => {
  const paths = pieces.map((_, index) => join(root, folder, 'src', `probe-${index}.ts`));
  const virtual = new Map(paths.map((path, index) => [path, pieces[index] ?? '']));
  const host = ts.createCompilerHost(options());
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (path) => virtual.has(path) || fileExists(path);
  host.readFile = (path) => virtual.get(path) ?? readFile(path);
  host.getSourceFile = (path, language, ...rest) => {
    const text = virtual.get(path);
    return text === undefined
      ? getSourceFile(path, language, ...rest)
      : ts.createSourceFile(path, text, language, true, ts.ScriptKind.TS);
  };
  const program = ts.createProgram(paths, options(), host);
  return paths.map((path) => errorsIn(program, program.getSourceFile(path)));
};

const errorsIn = (program: ts.Program, file: ts.SourceFile | undefined): readonly string[] => {
  if (file === undefined) return ['not compiled'];
  const found = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
  return found.map(({ code, messageText }) => `TS${code}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`);
};
