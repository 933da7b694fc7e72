import { startedBy } from './started-by';

process.once('message', (modules: readonly string[]) => {
  startedBy(modules).then(
    (found) => process.send?.(found, () => process.exit(0)),
    (error: unknown) => process.send?.({ 'importing itself': [String(error)] }, () => process.exit(0)),
  );
});
