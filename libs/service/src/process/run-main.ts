import { ConfigError, type Environment } from '../config/read-config';
import { StartError } from './start-error';

/** What a process is made of, from the outside in. */
export interface MainContext {
  readonly environment: Environment;
  /** The words after the program's name. */
  readonly args: readonly string[];
  /** Aborted by the first SIGTERM or SIGINT, also while the process is still starting. */
  readonly stopping: AbortSignal;
  /** Says how to stop something that has started. Stopped in the opposite order, each once, each awaited. */
  onStop(stop: () => Promise<void> | void): void;
}

/** Ctrl-C reaches a process from the terminal and again from npm or whatever else started it: that is one wish. */
const sameWishMs = 1_000;

/**
 * Runs a process: `start` starts everything, a signal stops it in order, a second one, a second later or more, ends it
 * at once.
 * A configuration or start error is one message on standard error and exit code 1; so is anything unforeseen, with its
 * stack, also while it stops. A start that gives up because it is stopped is no error.
 */
export const runMain = (
  environment: Environment,
  start: (context: MainContext) => Promise<void>,
  args: readonly string[] = [],
): void => {
  const stopping = new AbortController();
  const stops: (() => Promise<void> | void)[] = [];
  let ending: Promise<void> | undefined;
  const end = (): Promise<void> =>
    (ending ??= stopAll(stops).then((clean) => {
      if (!clean) process.exitCode = 1;
      process.exit();
    }));
  let firstAt = 0;
  const onSignal = (): void => {
    if (stopping.signal.aborted) {
      if (performance.now() - firstAt >= sameWishMs) process.exit(130);
      return;
    }
    firstAt = performance.now();
    stopping.abort();
    void end();
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
  const fail = (error: unknown): void => {
    process.stderr.write(`${messageFor(error)}\n`);
    process.exitCode = 1;
    void end();
  };
  process.on('unhandledRejection', fail);
  process.on('uncaughtException', fail);
  start({ environment, args, stopping: stopping.signal, onStop: (stop) => void stops.push(stop) }).catch(
    (error: unknown) => stopping.signal.aborted || fail(error),
  );
};

const stopAll = async (stops: (() => Promise<void> | void)[]): Promise<boolean> => {
  let clean = true;
  for (let stop = stops.pop(); stop; stop = stops.pop()) {
    try {
      await stop();
    } catch (error) {
      clean = false;
      process.stderr.write(`While stopping: ${messageFor(error)}\n`);
    }
  }
  return clean;
};

/** What an operator can act on needs no stack. */
const messageFor = (error: unknown): string => {
  if (error instanceof ConfigError || error instanceof StartError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
};
