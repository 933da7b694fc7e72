'use strict';

/** Exit code 0 when this container's service says that it may be sent work: a health check needs no shell and no curl. */
const port = process.env.MANAGEMENT_PORT ?? '9464';
fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(3_000) }).then(
  async (answer) => {
    process.stdout.write(await answer.text());
    process.exitCode = answer.ok ? 0 : 1;
  },
  (error) => {
    process.stdout.write(`nothing answers on port ${port}: ${error.cause?.code ?? error.message}`);
    process.exitCode = 1;
  },
);
