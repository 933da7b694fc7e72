export * from './key-set';
export * from './signing-key';
