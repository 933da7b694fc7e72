/** A key that holds a secret, with a text of its own behind it: not another file, and not a reference. */
const literal =
  /^\s*-?\s*["']?[\w.-]*(password|passwd|secret|token|api[-_]?key|cookie)["']?\s*[:=]\s*["']?([^\s"'$#{[][^"'#]*)/i;
const credentials = /\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@$]+:([^\s/:@$]+)@/i;

/** Keys that end like a secret's name and are none. */
const harmless =
  /^\s*-?\s*["']?(automountServiceAccountToken|\w*passwordSecret|secretName|secretKeyRef|\w*Secret)["']?\s*:/;

/** Every line of a file of this tree that holds a password, and not the name of a secret. */
export const literalSecrets = (file: string, text: string): readonly string[] =>
  text.split('\n').flatMap((line, index) => {
    const found = (literal.test(line) && !harmless.test(line)) || credentials.test(line);
    const made = /^kind:\s*Secret\s*$/.test(line);
    if (!found && !made) return [];
    return [
      `${file}:${index + 1}: ${made ? 'a Secret is never written here' : 'a password is never written here'}: name a secret`,
    ];
  });
