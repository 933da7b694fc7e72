import { noTextIn } from './no-text';

const searched = (json: string) => noTextIn(Buffer.from(json), JSON.parse(json));

describe('what is no text in a payload', () => {
  it.each([
    ['{"a":{"b":["x","y\\u0000"]}}', 'data.a.b[1]'],
    ['{"a":"\\ud800"}', 'data.a'],
    ['{"a":"\\uDFFFx"}', 'data.a'],
    ['{"a":{"\\u0000":1}}', 'data.a'],
    ['"\\u0000"', 'data'],
  ])('%s is found at %s', (json, path) => {
    expect(searched(json)).toBe(path);
  });

  it.each(['{"a":"\\ud83c\\udf55"}', '{"a":"🍕"}', '{"a":"\\\\u0000 spelt out"}', '{"a":"\\u0001"}', '[null,1,true]'])(
    '%s holds text only',
    (json) => {
      expect(searched(json)).toBeUndefined();
    },
  );
});
