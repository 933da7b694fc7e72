const { default: Sequencer } = require('@jest/test-sequencer');

/** What the suffix of a file says of its length: the whole composition, a real server, nothing. */
const lengths = ['.e2e.spec.ts', '.int.spec.ts', '.spec.ts'];
const lengthOf = ({ path }) => lengths.findIndex((suffix) => path.endsWith(suffix));

/** The long files first, so that no worker is alone with one of them at the end; among equals as Jest would. */
module.exports = class extends Sequencer {
  sort(tests) {
    return super.sort(tests).sort((one, other) => lengthOf(one) - lengthOf(other));
  }
};
