const tickMs = 20;
const pauseMs = 100;

/** Answers the seconds since it was started in which this process could run: the pauses of a busy machine do not count. */
export const stopwatch = (): (() => number) => {
  let last = performance.now();
  let ran = 0;
  const look = (): void => {
    const now = performance.now();
    ran += Math.min(now - last, pauseMs);
    last = now;
  };
  const timer = setInterval(look, tickMs);
  return () => {
    look();
    clearInterval(timer);
    return ran / 1_000;
  };
};
