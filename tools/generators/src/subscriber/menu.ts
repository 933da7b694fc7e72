import ts from 'typescript';
import type { Subscriber } from './subscriber';

/** The type of a service's parts, and where its menu imports it from. */
export interface PartsType {
  readonly name: string;
  readonly from: string;
}

/** What `service.ts` calls the parts that handlers are given. Throws when it does not say. */
export const partsTypeOf = (menu: string): PartsType => {
  const source = parsed(menu);
  const parts = propertyOf(definitionIn(source), 'parts')?.initializer;
  const type = parts && ts.isArrowFunction(parts) ? parts.type?.getText(source) : undefined;
  const from = type === undefined ? undefined : importOf(source, type);
  if (type === undefined || from === undefined)
    throw new Error('service.ts does not say what its parts are: `parts: (…): SomeParts => …`, imported by name.');
  return { name: type, from };
};

/**
 * The menu with one handler more: imported, and in its subscription, which is made where there is none. Throws when the
 * subscription handles everything, or this event already.
 */
export const withHandler = (menu: string, { file, handler, subscription, event }: Subscriber): string => {
  if (menu.includes(`'./on/${file}'`) && new RegExp(`\\b${handler}\\b`).test(menu))
    throw new Error(`The service has a handler ${handler} for ${event} already.`);
  const source = parsed(menu);
  const subscriptions = objectOf(propertyOf(definitionIn(source), 'subscriptions')?.initializer);
  const existing = propertyOf(subscriptions, subscription)?.initializer;
  const edited = existing
    ? insertAt(menu, endOf(handlersIn(objectOf(existing), subscription)), `, ${handler}`)
    : insertAt(menu, endOf(subscriptions.properties), `, ${keyOf(subscription)}: { handlers: [${handler}] }`);
  return insertAt(edited, lastImport(source), `\nimport { ${handler} } from './on/${file}';`);
};

const parsed = (menu: string): ts.SourceFile =>
  ts.createSourceFile('service.ts', menu, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);

const definitionIn = (source: ts.SourceFile): ts.ObjectLiteralExpression => {
  let found: ts.Node | undefined;
  const look = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText(source) === 'defineService') found = node.arguments[0];
    else node.forEachChild(look);
  };
  look(source);
  return objectOf(found);
};

const objectOf = (node: ts.Node | undefined): ts.ObjectLiteralExpression => {
  if (node && ts.isObjectLiteralExpression(node)) return node;
  throw new Error('service.ts is no menu: `defineService({ …, subscriptions: { … } })`.');
};

const handlersIn = (subscription: ts.ObjectLiteralExpression, name: string): ts.NodeArray<ts.Node> => {
  const handlers = propertyOf(subscription, 'handlers')?.initializer;
  if (handlers && ts.isArrayLiteralExpression(handlers)) return handlers.elements;
  throw new Error(`The subscription ${name} does not list its handlers: choose another.`);
};

const propertyOf = (object: ts.ObjectLiteralExpression, name: string): ts.PropertyAssignment | undefined =>
  object.properties.filter(ts.isPropertyAssignment).find((property) => {
    const key = property.name;
    return (ts.isIdentifier(key) || ts.isStringLiteral(key)) && key.text === name;
  });

const importOf = (source: ts.SourceFile, name: string): string | undefined =>
  source.statements.filter(ts.isImportDeclaration).flatMap(({ importClause, moduleSpecifier }) => {
    const bindings = importClause?.namedBindings;
    const names = bindings && ts.isNamedImports(bindings) ? bindings.elements.map((each) => each.name.text) : [];
    return names.includes(name) && ts.isStringLiteral(moduleSpecifier) ? [moduleSpecifier.text] : [];
  })[0];

const lastImport = (source: ts.SourceFile): number =>
  Math.max(0, ...source.statements.filter(ts.isImportDeclaration).map((statement) => statement.end));

const endOf = (nodes: ts.NodeArray<ts.Node>): number => nodes.at(-1)?.end ?? nodes.pos;

const insertAt = (text: string, at: number, what: string): string => text.slice(0, at) + what + text.slice(at);

const keyOf = (name: string): string => (name.includes('-') ? `'${name}'` : name);
