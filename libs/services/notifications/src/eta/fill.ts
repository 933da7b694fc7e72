/**
 * A sentence with its `{placeholders}` filled. Throws, naming `where`, when there is no such sentence or a placeholder
 * has no value: a message with a hole in it is never sent.
 */
export const fill = (sentence: string | undefined, values: Readonly<Record<string, string>>, where: string): string => {
  if (sentence === undefined) throw new Error(`there are no words for ${where}`);
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`${where} mentions {${name}}, of which there is no value`);
    return value;
  });
};
