import { allEvents } from '@pizzeria/contracts';
import { analytics } from '@pizzeria/analytics';
import { inventory } from '@pizzeria/inventory';
import { kitchen } from '@pizzeria/kitchen';
import { notifications } from '@pizzeria/notifications';
import { orders } from '@pizzeria/orders';
import { join, resolve } from 'node:path';
import { asyncApiPage } from './asyncapi/page';
import { catalogueOf } from './catalogue';
import { toMarkdown } from './markdown';
import { apiPage, settingsPage } from './operators';
import { forgottenSchemas, schemaPages } from './schemas/pages';
import { staleness } from './staleness';

const root = resolve(__dirname, '../../..');
const schemas = join(root, 'libs/contracts/schemas');
const services = [orders, kitchen, inventory, notifications, analytics];

/** A document that is written from the code. */
export interface Page {
  readonly path: string;
  /** What it must say now. */
  readonly text: string;
  /** Why it must not say so, and what to do. */
  readonly refusal?: string;
}

/** Every generated document. */
export const pages = (): readonly Page[] => {
  const entries = catalogueOf(allEvents, services);
  return [
    { path: join(root, 'docs/EVENTS.md'), text: toMarkdown(entries) },
    { path: join(root, 'docs/API.md'), text: apiPage(services) },
    { path: join(root, 'docs/SETTINGS.md'), text: settingsPage(services) },
    ...services.map((service) => ({
      path: join(root, `docs/asyncapi/${service.name}.yaml`),
      text: asyncApiPage(service),
    })),
    ...schemaPages(schemas, allEvents, entries),
  ];
};

/** Why nothing may be written now: every change of a contract that would break somebody. */
export const refusals = (all: readonly Page[]): readonly string[] => [
  ...all.flatMap(({ refusal }) => refusal ?? []),
  ...forgottenSchemas(schemas, all),
];

/** What is wrong with the documents as they are: refusals, then what is stale. */
export const problems = (all: readonly Page[]): readonly string[] => [
  ...refusals(all),
  ...all.filter(({ refusal }) => !refusal).flatMap(({ path, text }) => staleness(path, text) ?? []),
];
