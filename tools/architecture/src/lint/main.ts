import { lintAll } from './lint-all';
import type { Fixture } from './fixture';

process.once('message', (fixtures: readonly Fixture[]) => {
  lintAll(fixtures).then(
    (findings) => process.send?.({ findings }, () => process.exit(0)),
    (error: unknown) => process.send?.({ error: String(error) }, () => process.exit(1)),
  );
});
