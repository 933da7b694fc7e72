import { pinDigests } from './pin-digests';

const digest = (digit: string) => `sha256:${digit.repeat(64)}`;

describe('pinned images', () => {
  it('keep their tags and get the digest that a registry gives them, in place of an older one', () => {
    const text = `# Images\nA_IMAGE=node:24-slim\nB_IMAGE=postgres:17@${digest('0')}\nB_PORT=5432\n`;
    const asked: string[] = [];
    const pinned = pinDigests(text, (image) => (asked.push(image), digest(String(asked.length))));
    expect(asked).toEqual(['node:24-slim', 'postgres:17']);
    expect(pinned).toBe(
      `# Images\nA_IMAGE=node:24-slim@${digest('1')}\nB_IMAGE=postgres:17@${digest('2')}\nB_PORT=5432\n`,
    );
  });

  it('are never given an invented one', () => {
    expect(() => pinDigests('A_IMAGE=node:24-slim\n', () => '')).toThrow('"" of node:24-slim is no digest.');
  });
});
