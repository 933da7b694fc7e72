export { secretFiles, type SecretFile } from './files';
export { metricsRole, roleNames } from './passwords';
export { writeSecrets, type WriteSecretsOptions, type WrittenSecrets } from './write-secrets';
