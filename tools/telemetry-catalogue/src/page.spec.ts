import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { platformLabels, shownBy } from './labels';
import { metricEntries } from './metrics';
import { telemetryPage } from './page';

describe('the telemetry catalogue', () => {
  it('is what the code says now: else run `npm run generate` and commit what it writes', () => {
    expect(readFileSync(resolve(__dirname, '../../../docs/TELEMETRY.md'), 'utf8')).toBe(telemetryPage());
  });

  it('explains every metric, and gives bounds of its own to every histogram', () => {
    for (const { name, type, meaning, bounds } of metricEntries()) {
      expect([name, meaning]).not.toEqual([name, '']);
      expect([name, bounds.length > 2]).toEqual([name, type === 'histogram']);
    }
  });

  it('describes no metric that nothing makes', () => {
    const names = metricEntries().map(({ name }) => name);
    for (const described of [...Object.keys(platformLabels), ...Object.keys(shownBy)])
      expect(names).toContain(described);
  });

  it('has no label whose values nobody could count', () => {
    const labels = metricEntries().flatMap((entry) => entry.labels.map((label) => label.replace(/[?=].*/, '')));
    for (const boundless of ['orderId', 'order', 'customer', 'id', 'path', 'user', 'pod', 'instance'])
      expect(labels).not.toContain(boundless);
  });
});
