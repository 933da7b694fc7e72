import {
  DockerfileParser,
  type Copy,
  type Dockerfile,
  type Entrypoint,
  type Instruction,
  type JSONInstruction,
} from 'dockerfile-ast';
import { isExactImage, type Rule } from './problem';

/** A Dockerfile, read. */
export interface DockerfileSubject {
  readonly dockerfile: Dockerfile;
  readonly text: string;
}

export const readDockerfile = (text: string): DockerfileSubject => ({ dockerfile: DockerfileParser.parse(text), text });

type DockerfileRule = Rule<DockerfileSubject>;

const instructionsOf = ({ dockerfile }: DockerfileSubject, keyword: string): readonly Instruction[] =>
  dockerfile.getInstructions().filter((instruction) => instruction.getKeyword() === keyword);

const at = (instruction: Instruction): string =>
  `line ${instruction.getRange().start.line + 1}: ${instruction.getKeyword()}`;

/** Instructions of the last stage, which is what runs. */
const lastStage = (subject: DockerfileSubject): readonly Instruction[] => {
  const all = subject.dockerfile.getInstructions();
  const from = all.map((instruction) => instruction.getKeyword()).lastIndexOf('FROM');
  return all.slice(from + 1);
};

const lastOf = (subject: DockerfileSubject, keyword: string): Instruction | undefined =>
  lastStage(subject).findLast((instruction) => instruction.getKeyword() === keyword);

const exactImages: DockerfileRule = {
  name: 'an image without an exact tag',
  check: (subject) => {
    const stages = new Set(subject.dockerfile.getFROMs().map((from) => from.getBuildStage()));
    return subject.dockerfile.getFROMs().flatMap((from) => {
      const image = resolved(from.getImage() ?? '', subject.dockerfile);
      return image === 'scratch' || stages.has(image) || isExactImage(image)
        ? []
        : [`${at(from)} takes "${image}": give it the tag of a release.`];
    });
  },
};

/** The image with the defaults of the arguments before the first FROM. */
const resolved = (image: string, dockerfile: Dockerfile): string =>
  image.replace(/\$\{?(\w+)\}?/g, (_, name: string) => {
    const found = dockerfile.getInitialARGs().find((arg) => arg.getProperty()?.getName() === name);
    return found?.getProperty()?.getValue() ?? '';
  });

const numericUser: DockerfileRule = {
  name: 'a program that runs as root, or as a user without a number',
  check: (subject) => {
    const user = lastOf(subject, 'USER')?.getArgumentsContent() ?? '';
    return /^[1-9]\d*:[1-9]\d*$/.test(user)
      ? []
      : [`USER of the last stage is "${user}": write uid:gid, not 0, which a cluster can see is not root.`];
  },
};

const execForm: DockerfileRule = {
  name: 'a program behind a shell',
  check: (subject) =>
    ['ENTRYPOINT', 'CMD'].flatMap((keyword) => {
      const instruction = lastOf(subject, keyword) as (JSONInstruction | Entrypoint) | undefined;
      if (instruction === undefined) return keyword === 'ENTRYPOINT' ? ['The last stage has no ENTRYPOINT.'] : [];
      return instruction.getOpeningBracket() === null
        ? [`${at(instruction)} runs a shell, which keeps signals from the program: write it as a list.`]
        : [];
    }),
};

const noAdd: DockerfileRule = {
  name: 'ADD',
  check: (subject) =>
    instructionsOf(subject, 'ADD').map((add) => `${at(add)} may fetch and unpack anything: write COPY.`),
};

const lockFirst: DockerfileRule = {
  name: 'dependencies that are installed again with every change of a source',
  check: (subject) => {
    const stage = subject.dockerfile
      .getInstructions()
      .findIndex((instruction) => /npm (ci|install)/.test(instruction.getArgumentsContent() ?? ''));
    const before = subject.dockerfile.getInstructions().slice(0, stage);
    const copies = before.slice(before.map((each) => each.getKeyword()).lastIndexOf('FROM')) as Copy[];
    const whole = copies.find(
      (copy) =>
        copy.getKeyword() === 'COPY' && copy.getFromFlag() === null && /^\.\/? /.test(copy.getArgumentsContent() ?? ''),
    );
    return whole === undefined
      ? []
      : [`${at(whole)} brings all sources before npm ci: copy lockfile and manifests first.`];
  },
};

const ciOnly: DockerfileRule = {
  name: 'dependencies that are not those of the lockfile',
  check: (subject) =>
    instructionsOf(subject, 'RUN')
      .filter((run) => /npm (i|install)\b/.test(run.getArgumentsContent() ?? ''))
      .map((run) => `${at(run)} lets npm choose versions: npm ci installs those of the lockfile.`),
};

const secret = /(password|passwd|secret|token|api_?key|private_?key|credential)/i;

const noSecrets: DockerfileRule = {
  name: 'a secret in an argument or in the environment',
  check: (subject) =>
    [...instructionsOf(subject, 'ARG'), ...instructionsOf(subject, 'ENV')]
      .filter((instruction) => secret.test(instruction.getArgumentsContent() ?? ''))
      .map(
        (instruction) => `${at(instruction)} stays in the image for everybody: mount it with RUN --mount=type=secret.`,
      ),
};

const healthAndSignal: DockerfileRule = {
  name: 'an image without a health check, or without the signal that stops it',
  check: (subject) =>
    ['HEALTHCHECK', 'STOPSIGNAL'].flatMap((keyword) =>
      lastOf(subject, keyword) === undefined ? [`The last stage has no ${keyword}.`] : [],
    ),
};

const labels = ['title', 'version', 'revision', 'source', 'licenses'];

const labelled: DockerfileRule = {
  name: 'an image that does not say what it is',
  check: (subject) => {
    const said = lastStage(subject)
      .filter((instruction) => instruction.getKeyword() === 'LABEL')
      .map((label) => label.getArgumentsContent() ?? '')
      .join(' ');
    return labels
      .filter((label) => !said.includes(`org.opencontainers.image.${label}`))
      .map((label) => `The last stage has no label org.opencontainers.image.${label}.`);
  },
};

const noFrontend: DockerfileRule = {
  name: 'a build that fetches its own language',
  check: ({ text }) =>
    /^#\s*syntax\s*=/im.test(text) ? ['A "# syntax=" line needs a registry for every build: remove it.'] : [],
};

/** What a Dockerfile here must be. */
export const dockerfileRules: readonly DockerfileRule[] = [
  exactImages,
  numericUser,
  execForm,
  noAdd,
  lockFirst,
  ciOnly,
  noSecrets,
  healthAndSignal,
  labelled,
  noFrontend,
];
