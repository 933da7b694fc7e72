export * from './key-set';
