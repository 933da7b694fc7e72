import { stringify } from 'yaml';
import { asyncApiOf, type Service } from './document';

/** `docs/asyncapi/<service>.yaml`. */
export const asyncApiPage = (service: Service): string =>
  `# Generated from the service definition by \`npm run generate\`. Do not edit.\n${stringify(asyncApiOf(service), {
    aliasDuplicateObjects: false,
    lineWidth: 120,
  })}`;
