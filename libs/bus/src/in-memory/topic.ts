/**
 * Whether a topic binding takes a routing key, by AMQP's rules: words are parted by dots, `*` stands for
 * exactly one word, `#` for any number of words, none included.
 */
export const topicMatches = (binding: string, routingKey: string): boolean =>
  matches(words(binding), words(routingKey));

const words = (key: string): readonly string[] => (key === '' ? [] : key.split('.'));

/** Row by row over the binding's words: which beginnings of the key are taken so far. Linear in both lengths. */
const matches = (binding: readonly string[], key: readonly string[]): boolean => {
  let taken = key.reduce<boolean[]>((row) => [...row, false], [true]);
  for (const word of binding) {
    const next: boolean[] = [];
    for (let length = 0; length <= key.length; length += 1) {
      next.push(
        word === '#'
          ? Boolean(taken[length]) || Boolean(next[length - 1])
          : length > 0 && Boolean(taken[length - 1]) && (word === '*' || word === key[length - 1]),
      );
    }
    taken = next;
  }
  return Boolean(taken[key.length]);
};
