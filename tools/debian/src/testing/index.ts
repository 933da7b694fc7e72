import { debianProgram, type DebianProgram } from '../programs';

/**
 * A group of tests that run a program; left out, loudly, where it is not to be had, which fails with REQUIRE_TOOLS=1.
 * `npm test` fetches it first.
 */
export const describeWithProgram = (program: DebianProgram, name: string, tests: (path: string) => void): void => {
  const path = debianProgram(program);
  if (path) return describe(name, () => tests(path));
  const why = `${program} was not found: name it by PIZZERIA_${program.toUpperCase()}, or run \`npm test\` where apt-get can fetch it`;
  if (process.env['REQUIRE_TOOLS'] === '1')
    return describe(name, () => {
      it(`needs ${program}`, () => {
        throw new Error(why);
      });
    });
  process.stderr.write(`!!! NOT TESTED: ${name}: ${why} !!!\n`);
  describe.skip(name, () => tests(program));
};
