import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { apps } from '../prune/prune-app';
import { readEnvFile } from './compose';
import { dockerfileRules, readDockerfile } from './dockerfile';
import { problemsOf } from './problem';

const text = readFileSync(join(__dirname, '../../../../Dockerfile'), 'utf8');
const problems = (of: string) => problemsOf(dockerfileRules, readDockerfile(of));

/** The Dockerfile with one mistake; throws when it can no longer be made. */
const withMistake = (from: string | RegExp, to: string): string => {
  const changed = text.replace(from, to);
  if (changed === text) throw new Error(`${String(from)} is not in the Dockerfile any more`);
  return changed;
};

describe('the Dockerfile', () => {
  it('keeps every rule', () => {
    expect(problems(text)).toEqual([]);
  });

  it.each<[string, string | RegExp, string, RegExp]>([
    [
      'the newest image, whatever it is',
      'ARG NODE_IMAGE=node:24-bookworm-slim',
      'ARG NODE_IMAGE=node:latest',
      /takes "node:latest": give it the tag/,
    ],
    [
      'an image without any tag',
      'ARG RUNTIME_IMAGE=node:24-bookworm-slim',
      'ARG RUNTIME_IMAGE=node',
      /takes "node": give it the tag/,
    ],
    ['root', 'USER 65532:65532\n', '', /USER of the last stage is ""/],
    ['a user by name', 'USER 65532:65532', 'USER node', /USER of the last stage is "node"/],
    [
      'a shell around the program',
      'ENTRYPOINT ["node", "/app/main.js"]',
      'ENTRYPOINT node /app/main.js',
      /runs a shell/,
    ],
    ['ADD', 'COPY --from=prod /app ./', 'ADD https://example.com/app.tar /app/', /write COPY/],
    [
      'sources before the lockfile',
      'COPY --from=manifests /manifests ./',
      'COPY . .',
      /brings all sources before npm ci/,
    ],
    [
      'versions of npm’s choice',
      'npm ci --omit=dev',
      'npm install --omit=dev',
      /npm ci installs those of the lockfile/,
    ],
    ['a secret argument', 'ARG SOURCE=unknown', 'ARG SOURCE=unknown\nARG NPM_TOKEN', /ARG stays in the image/],
    ['a secret variable', 'HOME=/tmp', 'HOME=/tmp DATABASE_PASSWORD=x', /ENV stays in the image/],
    ['no health check', /HEALTHCHECK .*\n/, '', /has no HEALTHCHECK/],
    ['no stop signal', 'STOPSIGNAL SIGTERM\n', '', /has no STOPSIGNAL/],
    ['no version', /org.opencontainers.image.version/, 'version', /no label org.opencontainers.image.version/],
    ['a language from elsewhere', /^/, '# syntax=docker/dockerfile:1\n', /needs a registry for every build/],
  ])('is refused with %s', (_mistake, from, to, says) => {
    expect(problems(withMistake(from, to)).join('\n')).toMatch(says);
  });
});

describe('docker-bake.hcl', () => {
  const bake = readFileSync(join(__dirname, '../../../../docker-bake.hcl'), 'utf8');
  const env = readEnvFile(readFileSync(join(__dirname, '../../../../.env'), 'utf8'));

  it('builds every program that is pruned, and lists what is in each', () => {
    const matrices = [...bake.matchAll(/app = (\[.*\])/g)].map(([, list = '[]']) => JSON.parse(list) as string[]);
    expect(matrices).toEqual([Object.keys(apps), Object.keys(apps)]);
  });

  it('gives the images the version and the base that compose runs', () => {
    const standard = (name: string) => new RegExp(`variable "${name}" \\{\\n  default = "(.*)"`).exec(bake)?.[1];
    expect(standard('VERSION')).toBe(env['PIZZERIA_VERSION']);
    for (const name of ['NODE_IMAGE', 'RUNTIME_IMAGE']) expect(standard(name)).toBe(env[name]?.split('@')[0]);
  });

  it('builds with each image that it is told', () => {
    const [, images = '', lists = ''] = bake.split(/^target /m);
    expect(images).toMatch(/NODE_IMAGE += NODE_IMAGE\n +RUNTIME_IMAGE += RUNTIME_IMAGE\n/);
    expect(lists).toMatch(/NODE_IMAGE += NODE_IMAGE\n/);
  });
});
