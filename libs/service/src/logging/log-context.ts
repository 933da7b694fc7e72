import { AsyncLocalStorage } from 'node:async_hooks';

/** Ids that every log line written inside carries. */
export type LogFields = Record<string, string>;

const storage = new AsyncLocalStorage<LogFields>();

/** Runs `work` with these fields on every log line written in it, also across awaits. Nested contexts add up. */
export const withLogContext = <T>(fields: LogFields, work: () => T): T =>
  storage.run({ ...storage.getStore(), ...fields }, work);

/** Adds fields to the context that is running; without one it does nothing. */
export const addToLogContext = (fields: LogFields): void => {
  const current = storage.getStore();
  if (current) Object.assign(current, fields);
};

export const logContext = (): Readonly<LogFields> => storage.getStore() ?? {};

/** The log field that an event's subject stands for: `order/4711` gives `{ orderId: '4711' }`. */
export const subjectFields = (subject: string): LogFields => {
  const slash = subject.indexOf('/');
  if (slash < 1) return {};
  const kind = subject.slice(0, slash).replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  return { [`${kind}Id`]: subject.slice(slash + 1) };
};
