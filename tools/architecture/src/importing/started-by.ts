import { pathToFileURL } from 'node:url';

const emitter: NodeJS.EventEmitter = process;

/** What reading the modules themselves leaves behind for a moment. */
const reading = /^(FSReq|CloseReq)/;

/** What a running process is kept alive by or listens to. */
const doings = (): readonly string[] => [
  ...process.getActiveResourcesInfo().filter((resource) => !reading.test(resource)),
  ...emitter.eventNames().flatMap((event) => emitter.listeners(event).map(() => `a listener of ${String(event)}`)),
];

/** `all` without one of each of `known`. */
const beyond = (known: readonly string[], all: readonly string[]): readonly string[] => {
  const left = [...all];
  for (const doing of known) {
    const index = left.indexOf(doing);
    if (index >= 0) left.splice(index, 1);
  }
  return left;
};

/** What importing each module has started: timers, sockets, listeners of the process, output. Absent when nothing. */
export const startedBy = async (modules: readonly string[]): Promise<Record<string, readonly string[]>> => {
  const found: Record<string, readonly string[]> = {};
  for (const module of modules) {
    const before = doings();
    const said: string[] = [];
    const write = process.stdout.write.bind(process.stdout);
    process.stdout.write = (chunk: Uint8Array | string) => said.push(`output: ${String(chunk)}`) > 0;
    await import(module.startsWith('/') ? pathToFileURL(module).href : module);
    await new Promise((resolve) => setImmediate(resolve));
    process.stdout.write = write;
    const started = [...beyond(before, doings()), ...said];
    if (started.length > 0) found[module] = started;
  }
  return found;
};
