import { allEvents } from '@pizzeria/contracts';
import { analytics } from '@pizzeria/analytics';
import { inventory } from '@pizzeria/inventory';
import { kitchen } from '@pizzeria/kitchen';
import { notifications } from '@pizzeria/notifications';
import { orders } from '@pizzeria/orders';
import { join, resolve } from 'node:path';
import { catalogueOf } from './catalogue';
import { toMarkdown } from './markdown';
import { apiPage, settingsPage } from './operators';

const root = resolve(__dirname, '../../..');
const services = [orders, kitchen, inventory, notifications, analytics];

/** A document that is written from the code. */
export interface Page {
  readonly path: string;
  /** What it must say now. */
  readonly text: string;
}

/** Every generated document. */
export const pages = (): readonly Page[] => [
  { path: join(root, 'docs/EVENTS.md'), text: toMarkdown(catalogueOf(allEvents, services)) },
  { path: join(root, 'docs/API.md'), text: apiPage(services) },
  { path: join(root, 'docs/SETTINGS.md'), text: settingsPage(services) },
];
