/**
 * Where people find what an alert names. Both are read by whoever gets the alert: set the addresses of your Grafana and
 * of your copy of docs/runbooks here, and run `npm run generate`.
 */
export const links = {
  grafana: 'http://localhost:3000',
  runbooks: 'docs/runbooks',
} as const;

export const runbookFile = (alert: string): string => `docs/runbooks/${alert}.md`;

export const runbookUrl = (alert: string): string => `${links.runbooks}/${alert}.md`;
