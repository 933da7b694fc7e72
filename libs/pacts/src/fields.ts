/** Stated fields as a tree; one without branches stands for all below it. Elements of a list are below `[]`. */
type Fields = ReadonlyMap<string, Fields>;

const treeOf = (paths: readonly string[]): Fields => {
  const tree = new Map<string, Map<string, never>>();
  for (const path of paths)
    path
      .replaceAll('[]', '.[]')
      .split('.')
      .reduce((branch: Map<string, unknown>, name) => {
        const next = branch.get(name) ?? new Map<string, unknown>();
        branch.set(name, next);
        return next as Map<string, unknown>;
      }, tree);
  return tree;
};

/** A copy of the payload with these fields alone. Throws, beginning with `of`, on one that it has not. */
export const pick = (payload: object, paths: readonly string[], of: string): object => {
  const absent = paths.filter((path) => !has(payload, path.replaceAll('[]', '.[]').split('.')));
  if (absent.length > 0) throw new Error(`${of} has no ${absent.join(', ')}: say them in the story's payload`);
  return paths.length === 0 ? {} : (picked(payload, treeOf(paths)) as object);
};

const has = (value: unknown, [name, ...rest]: readonly string[]): boolean => {
  if (name === undefined) return value !== undefined;
  if (name === '[]') return Array.isArray(value) && value.some((element) => has(element, rest));
  return typeof value === 'object' && value !== null && has((value as Record<string, unknown>)[name], rest);
};

const picked = (value: unknown, fields: Fields): unknown => {
  const elements = fields.get('[]');
  if (Array.isArray(value)) return elements ? value.map((element) => picked(element, elements)) : value;
  if (fields.size === 0 || typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, field]) => {
      const below = fields.get(name);
      return below ? [[name, picked(field, below)]] : [];
    }),
  );
};

/** The payload as a handler sees it that has stated these fields: reading any other throws, naming it. */
export const only = (payload: object, paths: readonly string[], read: Set<string>): object =>
  view(payload, treeOf(paths), '', read, true) as object;

const view = (value: unknown, fields: Fields, path: string, read: Set<string>, root = false): unknown => {
  const elements = fields.get('[]');
  if (Array.isArray(value))
    return elements ? value.map((element) => view(element, elements, `${path}[]`, read)) : value;
  if ((fields.size === 0 && !root) || typeof value !== 'object' || value === null) return value;
  const below = (name: string): string => (path === '' ? name : `${path}.${name}`);
  const stated = Object.entries(value).flatMap(([name, field]) => {
    const branch = fields.get(name);
    return branch ? [[name, view(field, branch, below(name), read)]] : [];
  });
  return new Proxy(Object.fromEntries(stated) as object, {
    get: (object, name, receiver) => {
      if (everyObjectHas(name)) return Reflect.get(object, name, receiver) as unknown;
      if (!fields.has(String(name)))
        throw new Error(`reads ${below(String(name))}, which it does not state that it needs`);
      read.add(below(String(name)));
      return Reflect.get(object, name, receiver) as unknown;
    },
  });
};

/** What the language itself looks for on any object. */
const everyObjectHas = (name: string | symbol): boolean =>
  typeof name === 'symbol' || name in Object.prototype || name === 'toJSON' || name === 'then';
