import { allEvents } from '@pizzeria/contracts';
import { Parser } from '@asyncapi/parser';
import { basename } from 'node:path';
import { pages } from '../page';

const documents = pages().filter(({ path }) => path.endsWith('.yaml'));
const parse = async (text: string) => {
  const { document, diagnostics } = await new Parser().parse(text);
  return { document, errors: diagnostics.filter(({ severity }) => severity <= 1).map(({ message }) => message) };
};

describe('the AsyncAPI documents', () => {
  let parsed: Awaited<ReturnType<typeof parse>>[];
  beforeAll(async () => {
    parsed = await Promise.all(documents.map(({ text }) => parse(text)));
  }, 60_000);

  it('are one for each service', () => {
    expect(documents.map(({ path }) => basename(path)).sort()).toEqual(
      ['analytics', 'inventory', 'kitchen', 'notifications', 'orders'].map((name) => `${name}.yaml`),
    );
  });

  it.each(documents.map(({ path }, index) => [basename(path), index]))(
    '%s is valid for AsyncAPI’s own parser',
    (_, index) => {
      expect(parsed[index]).toMatchObject({ errors: [], document: expect.anything() });
    },
  );

  it('are refused by it when they are wrong', async () => {
    const text = documents[0]?.text ?? '';
    expect((await parse(text.replace('action: ', 'deed: '))).errors.length).toBeGreaterThan(0);
    expect((await parse(text.replace('is: queue', 'is: bucket'))).errors.length).toBeGreaterThan(0);
  }, 60_000);

  it('say together who sends each event, and that somebody receives it in every version', () => {
    const said = parsed.flatMap(({ document }) => document?.operations().filterBySend() ?? []);
    const heard = parsed.flatMap(({ document }) => document?.operations().filterByReceive() ?? []);
    const names = (operations: typeof said) => [
      ...new Set(
        operations.flatMap((operation) =>
          operation
            .messages()
            .all()
            .map((message) => message.name()),
        ),
      ),
    ];
    const versions = allEvents.flatMap(({ name, version, past }) => [
      `${name}.v${version}`,
      ...past.map((old) => `${name}.v${old.version}`),
    ]);
    expect(names(said).sort()).toEqual(allEvents.map(({ name, version }) => `${name}.v${version}`).sort());
    expect(names(heard).sort()).toEqual(versions.sort());
  });
});
