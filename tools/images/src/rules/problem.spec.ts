import { isExactImage } from './problem';

const digest = `@sha256:${'0a'.repeat(32)}`;

describe('an exact image', () => {
  it.each([
    'postgres:17-bookworm',
    'prom/prometheus:v3.7.3',
    'registry.example.com:5000/pizzeria/orders:0.1.0',
    `rabbitmq:4.3-management${digest}`,
    'nginxinc/nginx-unprivileged:stable',
    `nginxinc/nginx-unprivileged:stable${digest}`,
  ])('is %s', (image) => {
    expect(isExactImage(image)).toBe(true);
  });

  it.each([
    'postgres',
    'postgres:latest',
    'nginx:stable',
    'registry.example.com:5000/pizzeria/orders',
    `postgres${digest}`,
    `postgres:latest${digest}`,
    'postgres:17@sha256:0a',
    '',
  ])('is not "%s"', (image) => {
    expect(isExactImage(image)).toBe(false);
  });
});
