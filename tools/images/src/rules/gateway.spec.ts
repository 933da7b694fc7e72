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

/** What requests are counted by, as nginx reads the map: "" where they are not. */
const counted = (text: string) => {
  const [, body = ''] = /map "\$request_method \$uri" \$orders_from \{([^}]*)\}/.exec(text) ?? [];
  const [, expression = '', by = ''] = /"~(\S+ \S+)" (\S+);/.exec(body) ?? [];
  return (request: string): string => (new RegExp(expression).test(request) ? by : '');
};

const locationOf = (name: string): string =>
  conf.split(/^ {2}location /m).find((each) => each.startsWith(`${name} {`)) ?? '';

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
    expect(format).not.toMatch(/\$(request_uri|args|query_string|remote_addr|remote_user|request|http_\w+)\b/);
    // Of lesser errors nginx tells with address and request line.
    expect(conf.match(/error_log .*;/g)).toEqual(['error_log /dev/stderr crit;']);
  });

  it('counts placed orders by the address they come from, and nothing else', () => {
    const counts = counted(conf);
    for (const counting of ['POST /api/orders', 'POST /api/orders/'])
      expect([counting, counts(counting)]).toEqual([counting, '$binary_remote_addr']);
    for (const free of ['GET /api/orders', 'POST /api/orders/7/cancel', 'POST /api/kitchen/tickets/7/start'])
      expect([free, counts(free)]).toEqual([free, '']);
    expect(locationOf('/api/')).toMatch(/limit_req zone=orders burst=\d+ nodelay;/);
  });

  it('takes as many orders from one address as the busiest simulation sends, and answers others with a problem', () => {
    const [, perMinute] = /limit_req_zone \$orders_from zone=orders:\d+m rate=(\d+)r\/m;/.exec(conf) ?? [];
    expect(Number(perMinute)).toBeGreaterThan(240);
    expect(locationOf('/api/')).toContain('limit_req_status 429;');
    expect(locationOf('/api/')).toContain('error_page 429 = @too-many;');
    const answer = locationOf('@too-many');
    expect(answer).toContain('default_type application/problem+json;');
    const [, body = ''] = /return 429 '(.*)\\n';/.exec(answer) ?? [];
    expect(JSON.parse(body)).toMatchObject({ status: 429, code: 'too-many-orders' });
  });

  it.each(['traceparent', 'tracestate', 'baggage'])('passes no %s of strangers on', (header) => {
    expect(conf).toContain(`  proxy_set_header ${header} "";\n`);
    // A location with headers of its own would inherit none.
    expect(conf).not.toMatch(/^ {4}proxy_set_header/m);
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
