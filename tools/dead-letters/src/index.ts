export { readArgs, UsageError, type Command } from './args';
