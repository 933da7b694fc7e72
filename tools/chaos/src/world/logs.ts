import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import { join } from 'node:path';

/** A file of its own for everyone who says something. */
export interface Logs {
  readonly folder: string;
  line(name: string, text: string): void;
  close(): void;
}

export const openLogs = (folder: string): Logs => {
  mkdirSync(folder, { recursive: true });
  const files = new Map<string, WriteStream>();
  const fileOf = (name: string): WriteStream => {
    const file = files.get(name) ?? createWriteStream(join(folder, `${name}.log`));
    files.set(name, file);
    return file;
  };
  return {
    folder,
    line: (name, text) => void fileOf(name).write(`${new Date().toISOString()} ${text}\n`),
    close: () => files.forEach((file) => file.end()),
  };
};
