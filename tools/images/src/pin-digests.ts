/**
 * An env file whose images are named by tag and digest: a tag may come to mean something else, a digest never does.
 * Digests that are there are replaced by those of today.
 *
 * @param digestOf asks a registry; throws when there is no answer
 */
export const pinDigests = (text: string, digestOf: (image: string) => string): string =>
  text.replace(/^(\w+_IMAGE)=([^@\n]+)(@.*)?$/gm, (_, name: string, image: string) => {
    const digest = digestOf(image);
    if (!/^sha256:[0-9a-f]{64}$/.test(digest)) throw new Error(`"${digest}" of ${image} is no digest.`);
    return `${name}=${image}@${digest}`;
  });
