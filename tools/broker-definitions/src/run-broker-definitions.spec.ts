import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runBrokerDefinitions } from './run-broker-definitions';
import { userNames } from './shop';

describe('the command that writes the broker’s definitions', () => {
  let folder: string;
  const file = (name: string) => join(folder, name);
  const run = (...args: string[]) => {
    const lines: string[] = [];
    runBrokerDefinitions({ args, environment: {}, say: (line) => lines.push(line) });
    return lines;
  };
  const runHere = () => run('--secrets', file('secrets.json'), '--out', file('definitions.json'));
  const modeOf = (name: string) => statSync(file(name)).mode & 0o777;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'definitions-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('makes a password for each user where there is none, and keeps both files to their owner', () => {
    expect(runHere()).toEqual([expect.stringContaining('made'), expect.stringMatching(/wrote .*: 7 users, /)]);
    const secrets = JSON.parse(readFileSync(file('secrets.json'), 'utf8')) as Record<string, string>;
    expect(Object.keys(secrets)).toEqual(userNames);
    expect(new Set(Object.values(secrets)).size).toBe(userNames.length);
    for (const password of Object.values(secrets)) expect(password).toMatch(/^[A-Za-z0-9]{32}$/);
    expect([modeOf('secrets.json'), modeOf('definitions.json')]).toEqual([0o600, 0o600]);
  });

  it('uses the passwords that are there, and writes the same file again', () => {
    runHere();
    const [secrets, definitions] = [readFileSync(file('secrets.json')), readFileSync(file('definitions.json'))];
    expect(runHere()).toHaveLength(1);
    expect(readFileSync(file('secrets.json'))).toEqual(secrets);
    expect(readFileSync(file('definitions.json'))).toEqual(definitions);
  });

  it('says what is wrong with secrets it cannot use, without showing them', () => {
    writeFileSync(file('secrets.json'), '{ "admin": hunter2 }');
    expect(runHere).toThrow(/must be a JSON object/);
    expect(runHere).not.toThrow(/hunter2/);
    writeFileSync(file('secrets.json'), '{}');
    expect(runHere).toThrow(/hold no password of orders/);
  });

  it('asks for both files, and knows no other arguments', () => {
    expect(() => run('--out', file('definitions.json'))).toThrow(/Name both files: npm run broker-definitions/);
    expect(() => run('--what')).toThrow(/Unknown option '--what'/);
    expect(() => run('--secrets', file('none/secrets.json'), '--out', file('x'))).toThrow(/cannot be written: ENOENT/);
  });
});
