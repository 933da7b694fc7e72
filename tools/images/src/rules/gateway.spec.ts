import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../../../..');
const read = (name: string) => readFileSync(join(root, name), 'utf8');
const conf = read('deploy/gateway/gateway.conf');

/** The map of paths to services, as nginx reads it: the first expression that matches. */
const routes = (text: string) => {
  const [, body = ''] = /map \$uri \$service \{([^}]*)\}/.exec(text) ?? [];
  const lines = [...body.matchAll(/~(\S+) (\S+);/g)].map(([, expression = '', to = '']) => ({
    expression: new RegExp(expression),
    to,
  }));
  return (path: string): string => {
    for (const { expression, to } of lines) {
      const found = expression.exec(path);
      if (found) return to.startsWith('$') ? (found.groups?.[to.slice(1)] ?? '') : to;
    }
    return '';
  };
};

/** Every operation of docs/API.md, with the service it stands under. */
const operations = read('docs/API.md')
  .split('\n## ')
  .slice(1)
  .flatMap((section) => {
    const [service = ''] = section.split('\n');
    return [...section.matchAll(/^\| `[A-Z]+ (\S+)`/gm)].map(([, path = '']) => ({ service, path }));
  });

describe('the gateway', () => {
  it('passes every documented operation to its service', () => {
    const to = routes(conf);
    expect(operations.length).toBeGreaterThan(50);
    expect(operations.map(({ path }) => ({ service: to(path), path }))).toEqual(operations);
    expect(routes(conf.replace('customers|shop', 'shop'))('/api/customers')).toBe('');
  });

  it('passes nothing else on', () => {
    const to = routes(conf);
    for (const path of [
      '/',
      '/metrics',
      '/readyz',
      '/api',
      '/api/',
      '/api/ordersx',
      '/api/operations/',
      '/x/api/orders',
    ])
      expect([path, to(path)]).toEqual([path, '']);
  });

  it('logs neither addresses of customers nor what they ask for', () => {
    const [, format = ''] = /log_format pizzeria([^;]*);/.exec(conf) ?? [];
    expect(format).toContain('$uri');
    expect(format).not.toMatch(
      /\$(request_uri|args|query_string|remote_addr|remote_user|request|http_(?!traceparent)\w+)\b/,
    );
  });

  it.each(['place-compose.conf', 'place-cluster.conf'])('asks for addresses again and again, as %s says', (name) => {
    expect(read(`deploy/gateway/${name}`)).toMatch(/^resolver .* valid=\ds/m);
    expect(conf).toContain('proxy_pass http://$service$domain:8080;');
    expect(conf).not.toMatch(/proxy_pass http:\/\/[a-z]/);
  });

  it('sends nothing twice that must not be', () => {
    expect(conf).toMatch(/proxy_next_upstream error timeout/);
    expect(conf).not.toContain('non_idempotent');
  });
});
